package org.etcdrecovery.core.bytes;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A named, read-only sequence of bytes with random access. Reads change no state, so several threads may share a
 * source. Its size is fixed when it is opened.
 */
public abstract sealed class ByteSource implements Closeable
        permits FileByteSource, MemoryByteSource, RenamedByteSource, UnreadableAsZeros {
    private final String name;
    private final long size;

    ByteSource(String name, long size) {
        this.name = name;
        this.size = size;
    }

    /**
     * Opens a file for reading only.
     *
     * @throws java.nio.file.NoSuchFileException   if the file does not exist
     * @throws java.nio.file.AccessDeniedException if permission is denied
     * @throws IOException                         if it is a directory, a device or a pipe, or cannot be read
     */
    public static ByteSource open(Path file) throws IOException {
        return open(file, file.toString());
    }

    /** As {@link #open(Path)}, with another name in messages. */
    public static ByteSource open(Path file, String name) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileNotFoundException(file + " is a directory, not a file");
        }
        // Opening a pipe would wait for its writer, possibly forever.
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new FileNotFoundException(file + " is not a regular file");
        }
        return FileByteSource.openFile(file, name);
    }

    /** A source over bytes in memory, which the caller must not change afterwards. */
    public static ByteSource of(String name, byte[] bytes) {
        return new MemoryByteSource(name, bytes);
    }

    /** The name of this input in messages, usually its path. */
    public final String name() {
        return name;
    }

    /** The size in bytes when the source was opened. */
    public final long size() {
        return size;
    }

    /**
     * Fills the remaining space of a buffer with the bytes at an offset; afterwards its position equals its limit.
     *
     * @throws MalformedDataException if the source ends before the buffer is full
     * @throws IOException            if the bytes cannot be read
     */
    public final void read(long offset, ByteBuffer target) throws IOException {
        int wanted = target.remaining();
        if (offset < 0 || offset > size - wanted) {
            throw MalformedDataException.damaged(name, offset, wanted + " bytes",
                    "the end of the data at " + size);
        }
        readFully(offset, target);
    }

    /**
     * The bytes in a range as a new little-endian buffer, ready to be read.
     *
     * @throws MalformedDataException if the source ends before the range does
     * @throws IOException            if the bytes cannot be read
     */
    public final ByteBuffer read(long offset, int length) throws IOException {
        if (length < 0 || offset < 0 || offset > size - length) {
            throw MalformedDataException.damaged(name, offset, length + " bytes", "the end of the data at " + size);
        }
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        readFully(offset, buffer);
        return buffer.flip();
    }

    /**
     * This source under the name that the file will have later. Closing the result does nothing; close this source
     * instead.
     */
    public final ByteSource named(String otherName) {
        return new RenamedByteSource(this, otherName);
    }

    /**
     * Whether the disk could not read some bytes that the file has, so that others may still be readable. Linux reports
     * that as an input/output error, which Java has no type for.
     */
    public static boolean isDiskError(IOException failure) {
        return !(failure instanceof MalformedDataException || failure instanceof ClosedChannelException
                || failure instanceof InterruptedIOException || failure instanceof FileSystemException);
    }

    /** Fills the buffer; the caller has checked that the range lies within {@link #size()}. */
    abstract void readFully(long offset, ByteBuffer target) throws IOException;
}
