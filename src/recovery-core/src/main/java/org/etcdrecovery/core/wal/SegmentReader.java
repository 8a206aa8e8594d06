package org.etcdrecovery.core.wal;

import java.io.IOException;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.jspecify.annotations.Nullable;

/** Splits a segment into frames. */
final class SegmentReader {
    /**
     * The largest record that is read, in bytes. etcd accepts requests of 1.5 MiB by default and advises against more
     * than 10 MiB. A greater length is wrong, or an attempt to exhaust the reader's memory.
     */
    static final int MAX_RECORD_LENGTH = 64 << 20;

    private final SegmentWindow segment;
    private long offset;

    SegmentReader(ByteSource source) {
        this(new SegmentWindow(source));
    }

    SegmentReader(SegmentWindow segment) {
        this.segment = segment;
    }

    /** The position of the next frame. */
    WalPosition position() {
        return new WalPosition(segment.name(), offset);
    }

    /** The number of bytes after the position. */
    long remaining() {
        return segment.size() - offset;
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
        long field = segment.number(offset);
        if (field == 0) {
            return null;
        }
        FrameHeader header = FrameHeader.decode(field);
        if (header.bodyLength() > remaining() - FrameHeader.SIZE) {
            throw new BadRecordException("a record of " + header.recordLength()
                    + " bytes, which reaches past the end of the file", true);
        }
        if (header.recordLength() > MAX_RECORD_LENGTH) {
            throw MalformedDataException.damaged(segment.name(), offset,
                    "a record of at most " + MAX_RECORD_LENGTH + " bytes", header.recordLength() + " bytes");
        }
        return new Frame(offset, (int) header.recordLength(),
                segment.bytes(offset + FrameHeader.SIZE, (int) header.bodyLength()));
    }

    /** Moves the position past its frame. */
    void skip(Frame frame) {
        offset += frame.length();
    }

    /** Moves the position. */
    void moveTo(long newOffset) {
        offset = newOffset;
    }

    /** The number of bytes from the position up to and including the last one that is not zero. */
    long bytesUpToLastNonZero() throws IOException {
        return segment.endOfNonZero(offset) - offset;
    }
}
