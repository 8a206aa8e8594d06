package org.etcdrecovery.core.wal;

/**
 * How many bytes of a segment may be read or hashed in vain. Places that only look like records, and whose extents overlap,
 * would otherwise take time that grows with the square of the size. Only bytes made for it use the budget up.
 */
final class SearchBudget {
    private static final long PER_BYTE = 8;
    /** A smaller segment takes no time that matters. */
    private static final long LEAST_SIZE = 1 << 20;

    private long left;

    SearchBudget(SegmentWindow segment) {
        left = PER_BYTE * Math.max(LEAST_SIZE, segment.size());
    }

    void spend(long bytes) {
        left -= bytes;
    }

    boolean isUsedUp() {
        return left < 0;
    }
}
