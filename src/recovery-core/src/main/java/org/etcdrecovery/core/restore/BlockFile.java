package org.etcdrecovery.core.restore;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.etcdrecovery.core.bytes.DirectBuffers;
import org.etcdrecovery.core.files.Permissions;
import org.etcdrecovery.core.text.ErrorMessages;

/**
 * A new file that is written in blocks, bypassing the page cache (O_DIRECT) if the file system allows it. Otherwise a
 * database larger than memory would evict everything else, and the disk would start writing only at the end.
 */
final class BlockFile implements Closeable {
    private final Path path;
    private final FileChannel channel;
    private final ExecutorService thread;

    private BlockFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
        this.thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("write " + path.getFileName()).factory());
    }

    /** Creates the file, readable and writable only by its owner. */
    static BlockFile create(Path path) throws IOException {
        Files.createFile(path, Permissions.ownerOnly(path));
        return new BlockFile(path, open(path));
    }

    private static FileChannel open(Path path) throws IOException {
        try {
            return FileChannel.open(path, StandardOpenOption.WRITE, DirectBuffers.uncached());
        } catch (IOException | UnsupportedOperationException e) {
            // A file system without O_DIRECT, such as tmpfs. Any other failure recurs on the second attempt.
            return FileChannel.open(path, StandardOpenOption.WRITE);
        }
    }

    /** The thread that writes this file. */
    ExecutorService thread() {
        return thread;
    }

    /**
     * Writes a block, which begins at a multiple of its size. Padding after a shorter last block is truncated later.
     *
     * @throws RestoreException if it cannot be written; the message names the file
     */
    void write(ByteBuffer content, long position) throws IOException {
        content.limit(DirectBuffers.aligned(content.limit()));
        long at = position;
        try {
            while (content.hasRemaining()) {
                at += channel.write(content, at);
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Sets the length of the file and syncs it to disk. */
    void finish(long length) throws IOException {
        try {
            channel.truncate(length);
            channel.force(true);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private RestoreException failed(IOException e) {
        return new RestoreException(path + " could not be written: " + ErrorMessages.of(e)
                + ". Nothing was left behind. Restore again to a place with enough space and permission to write.", e);
    }

    @Override
    public void close() throws IOException {
        thread.shutdown();
        boolean interrupted = false;
        while (true) {
            try {
                // A write in progress ends without help: it succeeds or fails.
                if (thread.awaitTermination(1, TimeUnit.HOURS)) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        channel.close();
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
