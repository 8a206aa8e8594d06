package org.etcdrecovery.core.rescue.salvage;

import org.jspecify.annotations.Nullable;

/**
 * Finds revisions that are missing although every page reads, as in a copy of a running member's database. etcd assigns
 * a revision only to a change, so above the compaction the main revisions are consecutive, and the sub-revisions of each
 * count from 0.
 */
final class RecordSequence {
    private long main;
    private long sub = Long.MAX_VALUE;

    /** @param compacted the revision up to which any may be missing */
    RecordSequence(long compacted) {
        // The revision of an empty store is 1.
        main = Math.max(compacted, 1);
    }

    /**
     * The next record that reads.
     *
     * @return what is missing before it; null if nothing is
     */
    @Nullable
    LostRange next(long nextMain, long nextSub) {
        if (!isAbove(nextMain, nextSub)) {
            return null;
        }
        long expectedSub = nextMain == main ? sub + 1 : 0;
        LostRange missing = nextMain - main > 1
                ? new LostRange(main, nextMain, nextSub == 0)
                : nextSub > expectedSub ? new LostRange(nextMain, nextMain, false) : null;
        skipTo(nextMain, nextSub);
        return missing;
    }

    /** Passes over what is missing before a record, because it is known already. */
    void skipTo(long nextMain, long nextSub) {
        if (isAbove(nextMain, nextSub)) {
            main = nextMain;
            sub = nextSub;
        }
    }

    private boolean isAbove(long nextMain, long nextSub) {
        return nextMain > main || (nextMain == main && nextSub > sub);
    }
}
