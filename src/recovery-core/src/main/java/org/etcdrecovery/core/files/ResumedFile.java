package org.etcdrecovery.core.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** A file that is received piece by piece, and over several runs if one is broken off. Only its owner can read it. */
public final class ResumedFile implements Closeable {
    private final FileChannel channel;

    private ResumedFile(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Opens a file for appending; creates it if it does not exist.
     *
     * @throws IOException if it cannot be written, or is a link or not a regular file
     */
    public static ResumedFile open(Path file) throws IOException {
        FileKind kind = FileKind.of(file);
        if (kind != FileKind.ABSENT && kind != FileKind.FILE) {
            throw new UnsuitablePathException(file, kind.words() + ", so nothing is written to it");
        }
        FileChannel channel = FileChannel.open(file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                Permissions.ownerOnly(file));
        channel.position(channel.size());
        return new ResumedFile(channel);
    }

    /** How many bytes it has. */
    public long size() throws IOException {
        return channel.size();
    }

    /** Appends bytes. */
    public void write(byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** Removes all content, to begin again. */
    public void clear() throws IOException {
        channel.truncate(0);
    }

    /** Syncs it to disk and closes it. */
    @Override
    public void close() throws IOException {
        try (channel) {
            channel.force(true);
        }
    }
}
