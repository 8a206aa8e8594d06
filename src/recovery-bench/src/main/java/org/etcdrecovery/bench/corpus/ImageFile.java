package org.etcdrecovery.bench.corpus;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A new file that receives the image of a database and then its hash. */
final class ImageFile implements Closeable {
    private static final int BUFFER_LENGTH = 256 << 10;

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    private long length;

    /** Creates the file, or truncates it. */
    ImageFile(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** The number of bytes appended so far. */
    long length() {
        return length;
    }

    /** Appends bytes. */
    void append(ByteBuffer bytes) throws IOException {
        length += bytes.remaining();
        while (bytes.hasRemaining()) {
            int part = Math.min(bytes.remaining(), buffer.remaining());
            buffer.put(buffer.position(), bytes, bytes.position(), part).position(buffer.position() + part);
            bytes.position(bytes.position() + part);
            if (!buffer.hasRemaining()) {
                flush();
            }
        }
    }

    /** Overwrites the beginning of the file. */
    void overwriteStart(ByteBuffer bytes) throws IOException {
        flush();
        long position = 0;
        while (bytes.hasRemaining()) {
            position += channel.write(bytes, position);
        }
    }

    /** Fills a buffer from bytes appended earlier. */
    void read(long position, ByteBuffer target) throws IOException {
        flush();
        long at = position;
        while (target.hasRemaining()) {
            int count = channel.read(target, at);
            if (count < 0) {
                throw new IOException("the image ends at " + at);
            }
            at += count;
        }
    }

    /** Appends the SHA-256 of the image, as {@code snapshot save} does. */
    void seal() throws IOException {
        MessageDigest digest = sha256();
        ByteBuffer part = ByteBuffer.allocate(BUFFER_LENGTH);
        for (long at = 0; at < length; at += part.limit()) {
            part.clear().limit((int) Math.min(part.capacity(), length - at));
            read(at, part);
            digest.update(part.flip());
        }
        append(ByteBuffer.wrap(digest.digest()));
        flush();
    }

    private void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
