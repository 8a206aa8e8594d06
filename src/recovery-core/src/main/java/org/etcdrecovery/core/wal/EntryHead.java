package org.etcdrecovery.core.wal;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a raftpb.Entry before its data. Releases up to 3.6 write all of them, 3.7 leaves zeros out.
 *
 * @param term  its term
 * @param index its index
 */
record EntryHead(long term, long index) {
    private static final int TYPE_TAG = 0x08;
    private static final int TERM_TAG = 0x10;
    private static final int INDEX_TAG = 0x18;
    private static final int DATA_TAG = 0x22;
    /** Three numbers and the length of the data, with their tags. */
    private static final int MAX_LENGTH = 4 * 11;

    /**
     * Reads the head of the entry in a range of a segment.
     *
     * @return null if the range is not exactly one entry
     * @throws IOException if the segment cannot be read
     */
    static @Nullable EntryHead read(SegmentWindow segment, long offset, long length) throws IOException {
        ByteBuffer bytes = segment.bytes(offset, (int) Math.min(MAX_LENGTH, length));
        if (field(bytes, TYPE_TAG) < 0) {
            return null;
        }
        long term = field(bytes, TERM_TAG);
        long index = field(bytes, INDEX_TAG);
        // Every entry has both, from 1.
        if (term <= 0 || index <= 0) {
            return null;
        }
        if (bytes.hasRemaining()) {
            if (bytes.get() != DATA_TAG) {
                return null;
            }
            long data = Varints.read(bytes);
            if (data < 0 || bytes.position() + data != length) {
                return null;
            }
        } else if (bytes.position() != length) {
            return null;
        }
        return new EntryHead(term, index);
    }

    /** The number in a field, 0 if the field is left out, negative if it is not a number. */
    private static long field(ByteBuffer bytes, int tag) {
        if (!bytes.hasRemaining() || bytes.get(bytes.position()) != tag) {
            return 0;
        }
        bytes.get();
        return Varints.read(bytes);
    }
}
