package org.etcdrecovery.core.wal;

import java.nio.ByteBuffer;

/**
 * A frame of a segment.
 *
 * @param offset       the file offset of its header
 * @param recordLength the length of the record in bytes
 * @param body         the record and its padding, from position 0
 */
record Frame(long offset, int recordLength, ByteBuffer body) {
    /** The smallest unit that a disk writes atomically. */
    private static final int SECTOR = 512;

    /** The bytes of the record. */
    ByteBuffer record() {
        return body.slice(0, recordLength);
    }

    /** The length of the frame in bytes. */
    int length() {
        return FrameHeader.SIZE + body.limit();
    }

    /** Whether its padding has the length that etcd writes. */
    boolean isAligned() {
        return body.limit() == FrameHeader.of(recordLength).bodyLength();
    }

    /**
     * Whether the part of this body in some sector of the file is all zeros. Apart from long runs of zeros in a value,
     * a record has no such part; if the record is also unreadable, the sector was not written.
     */
    boolean hasZeroSector() {
        long fileOffset = offset + FrameHeader.SIZE;
        int start = 0;
        while (start < body.limit()) {
            int end = (int) Math.min(body.limit(), start + SECTOR - (fileOffset + start) % SECTOR);
            if (isZero(start, end)) {
                return true;
            }
            start = end;
        }
        return false;
    }

    private boolean isZero(int start, int end) {
        for (int i = start; i < end; i++) {
            if (body.get(i) != 0) {
                return false;
            }
        }
        return true;
    }
}
