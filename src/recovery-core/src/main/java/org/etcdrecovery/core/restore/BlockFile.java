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
 * A new file that is written in blocks, past the page cache where the file system lets it (O_DIRECT): a database that is
 * larger than the memory would push everything else out, and the disk would begin to write only at the end.
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

    /** Creates the file, readable and writable by its owner alone. */
    static BlockFile create(Path path) throws IOException {
        Files.createFile(path, Permissions.ownerOnly(path));
        return new BlockFile(path, open(path));
    }

    private static FileChannel open(Path path) throws IOException {
        try {
            return FileChannel.open(path, StandardOpenOption.WRITE, DirectBuffers.uncached());
        } catch (IOException | UnsupportedOperationException e) {
            // A file system without O_DIRECT, such as tmpfs: through the page cache then. Any other failure comes again.
            return FileChannel.open(path, StandardOpenOption.WRITE);
        }
    }

    /** Where the writing happens. */
    ExecutorService thread() {
        return thread;
    }

    /**
     * Writes a block, which begins at a multiple of its size. What stands behind a last, shorter one is cut off later.
     *
     * @throws RestoreException when it cannot be written, with the name of the file
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

    /** Gives the file its length and brings it to the disk. */
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
                + ". Nothing was left behind; restore again where there is room and permission.", e);
    }

    @Override
    public void close() throws IOException {
        thread.shutdown();
        boolean interrupted = false;
        while (true) {
            try {
                // What is under way ends by itself: a block is written or fails.
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
