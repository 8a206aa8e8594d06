package org.etcdrecovery.core.snapshot;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Checksum and length of each record that may be the newest of its key, in record order. Superseded records are dropped
 * from time to time, so that the memory depends on the number of keys and not on their history: 8 bytes per key, up to
 * a third more before the next drop, and one bit per record.
 */
final class RecordSums {
    private static final int CHUNK_BITS = 16;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int GROWTH_DIVISOR = 3;

    private final LivingRecords living;
    /** The records that have a sum. */
    private final BitSet listed = new BitSet();
    /** The checksum in the upper half, the length in the lower. */
    private final List<long[]> chunks = new ArrayList<>();
    private int size;
    private int sizeAfterDrop;

    /**
     * @param living is told of each record before it is added here
     */
    RecordSums(LivingRecords living) {
        this.living = living;
    }

    /** Adds the checksum of a record that follows all records added before. */
    void add(int record, int checksum, int length) {
        if (size - sizeAfterDrop > Math.max(CHUNK, sizeAfterDrop / GROWTH_DIVISOR)) {
            drop();
        }
        if (size == chunks.size() << CHUNK_BITS) {
            chunks.add(new long[CHUNK]);
        }
        set(size++, (long) checksum << Integer.SIZE | length);
        listed.set(record);
    }

    /**
     * The checksum of some bytes followed by the newest record of each key.
     *
     * @param start   the checksum of the bytes
     * @param below   the first record to leave out, with all that follow it
     * @param without one more record to leave out; negative for none
     */
    int following(int start, int below, int without) {
        drop();
        int checksum = start;
        int record = listed.nextSetBit(0);
        for (int i = 0; i < size && record < below; i++) {
            if (record != without) {
                long sum = get(i);
                int length = (int) sum;
                checksum = Crc32c.concat(checksum, (int) (sum >>> Integer.SIZE), length);
            }
            record = listed.nextSetBit(record + 1);
        }
        return checksum;
    }

    private void drop() {
        int kept = 0;
        int record = listed.nextSetBit(0);
        for (int i = 0; i < size; i++) {
            if (living.isNewest(record)) {
                set(kept++, get(i));
            } else {
                listed.clear(record);
            }
            record = listed.nextSetBit(record + 1);
        }
        size = kept;
        sizeAfterDrop = kept;
    }

    private long get(int index) {
        return chunks.get(index >>> CHUNK_BITS)[index & (CHUNK - 1)];
    }

    private void set(int index, long sum) {
        chunks.get(index >>> CHUNK_BITS)[index & (CHUNK - 1)] = sum;
    }

    /** The memory that the sums take, in bytes. */
    long bytes() {
        return (long) chunks.size() * CHUNK * Long.BYTES + listed.size() / Byte.SIZE;
    }
}
