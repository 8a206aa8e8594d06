package org.etcdrecovery.core.snapshot;

import java.util.ArrayList;
import java.util.List;

/**
 * Holds the revisions of the records against the rule that none is missing above the compaction: main revisions follow
 * each other, and within one the subs count from 0. etcd gives out a revision only with a change, and writes a transaction
 * in one commit. A revision bump is no exception: it marks everything below it as compacted.
 */
final class RevisionSequence {
    /** How many holes are named. */
    private static final int SHOWN = 5;

    private final List<Gap> gaps = new ArrayList<>();
    private final List<Gap> subGaps = new ArrayList<>();
    private long main;
    private long sub = Long.MAX_VALUE;
    private long gapCount;
    private long missing;
    private long subGapCount;

    /**
     * Revisions that are missing.
     *
     * @param main  the main revision within which subs are missing; 0 where whole ones are
     * @param first the first that is missing
     * @param last  the last that is missing
     */
    record Gap(long main, long first, long last) {
        @Override
        public String toString() {
            String range = first == last ? Long.toString(first) : first + " to " + last;
            return main == 0 ? range : range + " of " + main;
        }
    }

    /**
     * @param bound the revision above which nothing may be missing
     */
    RevisionSequence(long bound) {
        this.main = bound;
    }

    /** Takes the next record. One that is not above the last is for the check of the key order to report. */
    void next(long nextMain, long nextSub) {
        if (nextMain < main || (nextMain == main && nextSub <= sub)) {
            return;
        }
        long expectedSub = 0;
        if (nextMain == main) {
            expectedSub = sub + 1;
        } else if (nextMain - main > 1) {
            gapCount++;
            missing += nextMain - main - 1;
            add(gaps, new Gap(0, main + 1, nextMain - 1));
        }
        if (nextSub > expectedSub) {
            subGapCount++;
            add(subGaps, new Gap(nextMain, expectedSub, nextSub - 1));
        }
        main = nextMain;
        sub = nextSub;
    }

    private static void add(List<Gap> gaps, Gap gap) {
        if (gaps.size() < SHOWN) {
            gaps.add(gap);
        }
    }

    /** Tells of what is missing. */
    void report(FindingLog log) {
        if (gapCount > 0) {
            log.add(ContinuityTexts.gap(missing, gapCount, gaps));
        }
        if (subGapCount > 0) {
            log.add(ContinuityTexts.subGap(subGapCount, subGaps));
        }
    }
}
