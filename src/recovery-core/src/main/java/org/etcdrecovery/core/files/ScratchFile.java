package org.etcdrecovery.core.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.etcdrecovery.core.files.ScratchException.Reason;
import org.etcdrecovery.core.text.HumanSize;

/** A temporary file that is being written. It leaves some space free on its file system for everything else there. */
public final class ScratchFile implements Closeable {
    /** How many bytes it leaves free. */
    static final long RESERVE = 128L << 20;
    private static final long CHECK_EVERY = 16L << 20;

    private final Path path;
    private final FileChannel channel;
    private final FreeSpace free;
    private long written;
    private long checked;

    /** Asks for the free space of a file system. */
    @FunctionalInterface
    interface FreeSpace {
        long bytes() throws IOException;
    }

    private ScratchFile(Path path, FileChannel channel, FreeSpace free) {
        this.path = path;
        this.channel = channel;
        this.free = free;
    }

    static ScratchFile create(Path path, long needed, FreeSpace free) throws IOException {
        require(path, needed, free);
        FileChannel channel = FileChannel.open(path,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                Permissions.ownerOnly(path));
        return new ScratchFile(path, channel, free);
    }

    private static void require(Path path, long needed, FreeSpace free) throws IOException {
        long bytes = free.bytes();
        if (bytes - RESERVE < needed) {
            throw new ScratchException(Reason.FULL, "the file system of " + Directories.parentOf(path) + " has "
                    + HumanSize.of(bytes) + " free, which is not enough to unpack the snapshot there: "
                    + (needed > 0 ? HumanSize.of(needed) + " more are needed, and " : "") + HumanSize.of(RESERVE)
                    + " must stay free. Name a directory with more space with --scratch DIR or " + Scratch.VARIABLE);
        }
    }

    /** The path of the file. */
    public Path path() {
        return path;
    }

    /**
     * Appends bytes.
     *
     * @throws ScratchException if too little space would be left
     */
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (written + length - checked >= CHECK_EVERY) {
            require(path, length, free);
            checked = written;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        written += length;
    }

    /** How many bytes were written. */
    public long written() {
        return written;
    }

    /** Ends the writing; the file stays. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
