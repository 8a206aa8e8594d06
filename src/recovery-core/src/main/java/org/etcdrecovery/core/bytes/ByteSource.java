package org.etcdrecovery.core.bytes;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A named sequence of bytes that is read at offsets. Reading at an offset changes no state, so one source may be read
 * by several threads at once. Its size is fixed when it is opened.
 */
public abstract sealed class ByteSource implements Closeable
        permits FileByteSource, MemoryByteSource, SlicedByteSource {
    private final String name;
    private final long size;

    ByteSource(String name, long size) {
        this.name = name;
        this.size = size;
    }

    /**
     * Opens a file for reading, and for nothing else.
     *
     * @throws java.nio.file.NoSuchFileException   when there is none
     * @throws java.nio.file.AccessDeniedException when it may not be read
     * @throws IOException                         when it is a directory, a device or a pipe, or cannot be read
     */
    public static ByteSource open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileNotFoundException(file + " is a directory, not a file");
        }
        // Opening a pipe would wait for its writer for ever.
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new FileNotFoundException(file + " is not a regular file");
        }
        return FileByteSource.openFile(file);
    }

    /** A source over bytes in memory, which the caller no longer changes. */
    public static ByteSource of(String name, byte[] bytes) {
        return new MemoryByteSource(name, bytes);
    }

    /** What messages call this input, usually its path. */
    public final String name() {
        return name;
    }

    /** The size in bytes when the source was opened. */
    public final long size() {
        return size;
    }

    /**
     * Fills what remains of a buffer with the bytes that stand at an offset; its position then is its limit.
     *
     * @throws MalformedDataException when the source ends before the buffer is full
     * @throws IOException            when the bytes cannot be read
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
     * @throws MalformedDataException when the source ends before the range does
     * @throws IOException            when the bytes cannot be read
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
     * The first bytes of this source as a source of its own with the same name. Closing it does nothing: this source
     * stays the owner.
     *
     * @param length the length of the slice in bytes, at most {@link #size()}
     */
    public final ByteSource first(long length) {
        if (length < 0 || length > size) {
            throw new IllegalArgumentException("slice of " + length + " of " + size + " bytes");
        }
        return new SlicedByteSource(this, name, length);
    }

    /** This source under another name, for a file that will have it. Closing it does nothing: this source stays the owner. */
    public final ByteSource named(String otherName) {
        return new SlicedByteSource(this, otherName, size);
    }

    /** Fills the buffer; the range is known to lie within {@link #size()}. */
    abstract void readFully(long offset, ByteBuffer target) throws IOException;
}
