package org.etcdrecovery.core.contents.index;

import java.util.Arrays;
import java.util.OptionalLong;

/** The records of all keys, those of each key together and in the order in which they were written. Immutable. */
final class KeyRecordTable {
    /** What {@link #newest} answers if there is no record. */
    static final int NONE = -1;

    private static final int TOMBSTONE = Integer.MIN_VALUE;
    /** Few keys have more records. */
    private static final int FEW = 16;

    private final int[] first;
    private final int[] codes;
    private final int[] sizes;
    private final RevisionCodes revisions;

    /**
     * @param first     the first record of each key, and at the end the number of all
     * @param codes     the revision of each record as a code
     * @param sizes     the size of each record, as {@link #size(int, boolean)} has it
     * @param revisions translates the codes
     */
    KeyRecordTable(int[] first, int[] codes, int[] sizes, RevisionCodes revisions) {
        this.first = first;
        this.codes = codes;
        this.sizes = sizes;
        this.revisions = revisions;
    }

    /** Size and kind of a record in one number. */
    static int size(int bytes, boolean tombstone) {
        return tombstone ? bytes | TOMBSTONE : bytes;
    }

    int records() {
        return codes.length;
    }

    /** The first record of a key; for the number of keys, the number of records. */
    int first(int rank) {
        return first[rank];
    }

    /**
     * The last record of a key up to a code, or {@link #NONE}. Of several records of one revision the last one counts: they
     * are in the order of their sub-revisions.
     */
    int newest(int rank, int code) {
        int from = first[rank];
        int to = first[rank + 1];
        while (to - from > FEW) {
            int middle = (from + to) >>> 1;
            if (codes[middle] <= code) {
                from = middle;
            } else {
                to = middle;
            }
        }
        for (int record = to - 1; record >= from; record--) {
            if (codes[record] <= code) {
                return record;
            }
        }
        return NONE;
    }

    /** How many puts of a key there are after a code, up to another one. */
    int puts(int rank, int after, int upTo) {
        int before = newest(rank, after);
        int last = newest(rank, upTo);
        int puts = 0;
        for (int record = before == NONE ? first[rank] : before + 1; record <= last; record++) {
            puts += isTombstone(record) ? 0 : 1;
        }
        return puts;
    }

    /** The record that is the newest of a key at a code; {@link #NONE} if the key does not exist then. */
    int living(int rank, int code) {
        int record = newest(rank, code);
        return record == NONE || isTombstone(record) ? NONE : record;
    }

    int code(int record) {
        return codes[record];
    }

    /** The key of a record. */
    int rankOf(int record) {
        int found = Arrays.binarySearch(first, record);
        return found >= 0 ? found : -found - 2;
    }

    boolean isTombstone(int record) {
        return sizes[record] < 0;
    }

    int size(int record) {
        return sizes[record] & ~TOMBSTONE;
    }

    long revision(int record) {
        return revisions.revision(codes[record]);
    }

    int upTo(long revision) {
        return revisions.upTo(revision);
    }

    /** The oldest revision of all records; empty without records. */
    OptionalLong oldest() {
        return Arrays.stream(codes).min().stream().mapToLong(revisions::revision).findFirst();
    }

    RecordRef ref(int record) {
        return new RecordRef(revision(record), size(record), isTombstone(record));
    }

    long bytes() {
        return ((long) first.length + codes.length + sizes.length) * Integer.BYTES + revisions.bytes();
    }
}
