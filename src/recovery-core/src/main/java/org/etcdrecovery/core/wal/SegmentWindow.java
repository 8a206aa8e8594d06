package org.etcdrecovery.core.wal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.MalformedDataException;

/** Reads a segment anywhere, through a buffer of fixed size that exists from the first read until it is released. */
final class SegmentWindow {
    static final int CAPACITY = 256 << 10;

    private final ByteSource source;
    private ByteBuffer window = ByteBuffer.allocate(0);
    private long start;

    SegmentWindow(ByteSource source) {
        this.source = source;
    }

    /** Gives the memory of the buffer back, as a log may have thousands of segments. */
    void release() {
        window = ByteBuffer.allocate(0);
    }

    String name() {
        return source.name();
    }

    long size() {
        return source.size();
    }

    /**
     * Bytes of the segment, little-endian, in a buffer from position 0. Valid until the next call.
     *
     * @throws IOException if they cannot be read, or reach past the end of the segment
     */
    ByteBuffer bytes(long offset, int length) throws IOException {
        if (length > CAPACITY) {
            return source.read(offset, length);
        }
        load(offset, length);
        return window.slice((int) (offset - start), length).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The eight bytes at an offset, little-endian. */
    long number(long offset) throws IOException {
        load(offset, Long.BYTES);
        return window.getLong((int) (offset - start));
    }

    /** The running CRC after bytes of the segment. */
    int crcAfter(int before, long offset, long length) throws IOException {
        RunningCrc crc = new RunningCrc();
        crc.restart(before);
        long end = offset + length;
        for (long at = offset; at < end;) {
            int piece = (int) Math.min(CAPACITY, end - at);
            crc.update(bytes(at, piece));
            at += piece;
        }
        return crc.value();
    }

    /** The offset of the first byte in a range that is not zero; the end of the range if all are. */
    long firstNonZero(long from, long end) throws IOException {
        for (long at = from; at < end;) {
            ByteBuffer piece = bytes(at, (int) Math.min(CAPACITY, end - at));
            for (int i = 0; i < piece.limit(); i++) {
                if (piece.get(i) != 0) {
                    return at + i;
                }
            }
            at += piece.limit();
        }
        return end;
    }

    /** The end of the last byte from an offset on that is not zero; the offset itself if all are zero. */
    long endOfNonZero(long from) throws IOException {
        long end = from;
        for (long at = from; at < size();) {
            ByteBuffer piece = bytes(at, (int) Math.min(CAPACITY, size() - at));
            for (int i = 0; i < piece.limit(); i++) {
                if (piece.get(i) != 0) {
                    end = at + i + 1;
                }
            }
            at += piece.limit();
        }
        return end;
    }

    private void load(long offset, int length) throws IOException {
        if (offset >= start && offset + length <= start + window.limit()) {
            return;
        }
        if (length > source.size() - offset) {
            throw MalformedDataException.damaged(source.name(), offset, length + " bytes",
                    "the end of the segment at " + source.size());
        }
        if (window.capacity() == 0) {
            window = ByteBuffer.allocate((int) Math.min(CAPACITY, source.size())).order(ByteOrder.LITTLE_ENDIAN);
        }
        int loaded = (int) Math.min(window.capacity(), source.size() - offset);
        // A read that fails leaves nothing that looks loaded.
        window.limit(0);
        source.read(offset, window.duplicate().clear().limit(loaded));
        window.limit(loaded);
        start = offset;
    }
}
