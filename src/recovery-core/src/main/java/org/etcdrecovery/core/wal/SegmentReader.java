package org.etcdrecovery.core.wal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.jspecify.annotations.Nullable;

/** Splits a segment into frames, through a window of fixed size. */
final class SegmentReader {
    /**
     * The largest record that is read, in bytes. etcd accepts requests of 1.5 MiB by default and advises against more
     * than 10 MiB. A greater length is wrong, or an attempt to exhaust the reader's memory.
     */
    static final int MAX_RECORD_LENGTH = 64 << 20;

    private static final int WINDOW = 256 << 10;

    private final ByteSource source;
    private final ByteBuffer window;
    private long windowStart;
    private long offset;

    SegmentReader(ByteSource source) {
        this.source = source;
        this.window = ByteBuffer.allocate((int) Math.min(WINDOW, source.size())).limit(0);
    }

    /** The position of the next frame. */
    WalPosition position() {
        return new WalPosition(source.name(), offset);
    }

    /** The number of bytes after the position. */
    long remaining() {
        return source.size() - offset;
    }

    /**
     * The frame at the position, without moving the position; null at a length of 0 and at the end of the file. The
     * frame is valid until the next call.
     *
     * @throws BadRecordException     if the file is too short for it
     * @throws MalformedDataException if it is longer than {@link #MAX_RECORD_LENGTH}
     */
    @Nullable
    Frame peek() throws IOException, BadRecordException {
        if (remaining() == 0) {
            return null;
        }
        if (remaining() < FrameHeader.SIZE) {
            throw new BadRecordException("the length of a record, cut off by the end of the file", true);
        }
        long field = bytes(offset, FrameHeader.SIZE).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (field == 0) {
            return null;
        }
        FrameHeader header = FrameHeader.decode(field);
        if (header.bodyLength() > remaining() - FrameHeader.SIZE) {
            throw new BadRecordException("a record of " + header.recordLength()
                    + " bytes, which reaches past the end of the file", true);
        }
        if (header.recordLength() > MAX_RECORD_LENGTH) {
            throw MalformedDataException.damaged(source.name(), offset,
                    "a record of at most " + MAX_RECORD_LENGTH + " bytes", header.recordLength() + " bytes");
        }
        return new Frame(offset, (int) header.recordLength(),
                bytes(offset + FrameHeader.SIZE, (int) header.bodyLength()));
    }

    /** Moves the position past its frame. */
    void skip(Frame frame) {
        offset += frame.length();
    }

    /** The number of bytes from the position up to and including the last one that is not zero. */
    long bytesUpToLastNonZero() throws IOException {
        long end = offset;
        int length;
        for (long start = offset; start < source.size(); start += length) {
            length = (int) Math.min(WINDOW, source.size() - start);
            ByteBuffer piece = bytes(start, length);
            for (int i = 0; i < length; i++) {
                if (piece.get(i) != 0) {
                    end = start + i + 1;
                }
            }
        }
        return end - offset;
    }

    /** Bytes of the file, in a buffer from position 0. Valid until the next call. */
    private ByteBuffer bytes(long start, int length) throws IOException {
        if (length > WINDOW) {
            return source.read(start, length);
        }
        if (start < windowStart || start + length > windowStart + window.limit()) {
            window.clear().limit((int) Math.min(window.capacity(), source.size() - start));
            source.read(start, window);
            windowStart = start;
        }
        return window.slice((int) (start - windowStart), length);
    }
}
