package org.etcdrecovery.core.wal;

import org.jspecify.annotations.Nullable;

/**
 * Records behind damage, each of which follows the one before by its CRC.
 *
 * @param segment     the segment that holds them
 * @param records     their number
 * @param first       the first of them
 * @param last        the last of them
 * @param before      the CRC before the first one, if it proves that one; null if the first one is not proven
 * @param second      the second one, which is always proven; null if there is only one
 * @param firstEntry  the first entry among those that are proven; null if there is none
 */
record Chain(SegmentWindow segment, long records, Candidate first, Candidate last, @Nullable Integer before,
        @Nullable Candidate second, @Nullable EntryHead firstEntry) {
    boolean isFirstProven() {
        return before != null;
    }

    /** Whether the CRC proves anything in it. */
    boolean isProven() {
        return records > 1 || isFirstProven();
    }

    /** The first record that is proven. */
    Candidate start() {
        return before != null || second == null ? first : second;
    }

    /** The CRC before that record. */
    int crcBefore() {
        return before != null ? before : first.crc();
    }
}
