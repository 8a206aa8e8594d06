package org.etcdrecovery.core.wal;

import java.nio.ByteBuffer;

/**
 * A frame of a segment.
 *
 * @param offset       where its header stands in the file
 * @param recordLength the length of the record in bytes
 * @param body         the record and its padding, from position 0
 */
record Frame(long offset, int recordLength, ByteBuffer body) {
    /** The smallest piece that a disk writes as a whole. */
    private static final int SECTOR = 512;

    /** The bytes of the record. */
    ByteBuffer record() {
        return body.slice(0, recordLength);
    }

    /** The length of the frame in bytes. */
    int length() {
        return FrameHeader.SIZE + body.limit();
    }

    /**
     * Whether a sector of the file holds nothing but zeros of this body. A record has none of its own, but for long
     * runs of zeros in a value: when it is also unreadable, the sector was not written.
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
