package org.etcdrecovery.core.contents.index;

import java.util.BitSet;
import java.util.List;

/**
 * Records in the order of their revisions, with the keys that they belong to. One thread adds records, another one says a
 * little later which keys they have.
 *
 * <p>The empty key is left out: a revision bump leaves a record that reads as one of it, and no client can ask for it.
 */
final class CollectedRecords {
    /** The key of a record that belongs to none. No position is negative. */
    static final int NO_KEY = -1;
    /** Below it, the column of keys holds the records that others follow. */
    private static final int FIRST_LINK = NO_KEY - 1;

    private final KeyArena arena = new KeyArena();
    private final IntColumn keys = new IntColumn();
    private final IntColumn codes = new IntColumn();
    private final IntColumn sizes = new IntColumn();
    private final RevisionCodes revisions = new RevisionCodes();
    /** How many records have their key in the column, and not the record that they follow. */
    private int resolved;

    /**
     * Adds a record.
     *
     * @param record   its number; those that are left out belong to no key
     * @param revision its main revision, not below the one before
     * @param size     as {@link KeyRecordTable#size(int, boolean)} has it
     * @throws ArithmeticException if the revisions reach too far
     */
    void add(int record, long revision, int size) {
        int code = revisions.next(revision);
        while (codes.size() < record) {
            codes.add(code);
            sizes.add(0);
        }
        codes.add(code);
        sizes.add(size);
    }

    /**
     * Says that a record has the key of an earlier one. That key is looked up after the pass, which would wait for it: it
     * may be anywhere in memory.
     */
    void link(int record, int previous) {
        fill(record);
        keys.add(FIRST_LINK - previous);
    }

    /** Looks up the keys of all records that follow others. */
    private void resolve() {
        for (int record = resolved; record < keys.size(); record++) {
            int key = keys.get(record);
            if (key <= FIRST_LINK) {
                keys.set(record, keys.get(FIRST_LINK - key));
            }
        }
        resolved = keys.size();
    }

    /**
     * Says that a record has a key that none of the others has that are linked, or an earlier state of it had.
     *
     * @throws ArithmeticException if there is no room for it
     */
    void linkNew(int record, byte[] source, int from, int length) {
        fill(record);
        keys.add(length == 0 ? NO_KEY : arena.add(source, from, length));
    }

    private void fill(int record) {
        while (keys.size() < record) {
            keys.add(NO_KEY);
        }
    }

    /**
     * Counts the records of some revisions that are there after a compaction: it leaves of each key the last one up to its
     * revision, unless that is a tombstone.
     *
     * @param ranges  the revisions, each from the first number to the second, in ascending order
     * @param compact the revision of the compaction; -1 if there was none
     */
    long surviving(List<long[]> ranges, long compact) {
        resolve();
        int compactCode = revisions.upTo(compact);
        BitSet decided = new BitSet();
        long count = 0;
        int range = ranges.size() - 1;
        for (int record = keys.size() - 1; record >= 0 && range >= 0; record--) {
            int position = keys.get(record);
            if (position == NO_KEY) {
                continue;
            }
            int code = codes.get(record);
            boolean survives = true;
            if (code <= compactCode) {
                // A key takes at least its length in the arena.
                int key = position >>> 2;
                survives = !decided.get(key) && sizes.get(record) >= 0;
                decided.set(key);
            }
            while (range >= 0 && code < revisions.upTo(ranges.get(range)[0])) {
                range--;
            }
            if (survives && range >= 0 && code <= revisions.upTo(ranges.get(range)[1])) {
                count++;
            }
        }
        return count;
    }

    /** How many records have been linked. */
    int linked() {
        return keys.size();
    }

    KeyArena arena() {
        return arena;
    }

    /** The key of each record: its position in the arena, or {@link #NO_KEY}. */
    IntColumn keys() {
        resolve();
        return keys;
    }

    IntColumn codes() {
        return codes;
    }

    IntColumn sizes() {
        return sizes;
    }

    RevisionCodes revisions() {
        return revisions;
    }
}
