package org.etcdrecovery.core.snapshot;

import java.util.ArrayList;
import java.util.List;

/**
 * Checks that no revision is missing above the compaction: main revisions are consecutive, and sub-revisions count from 0
 * within each. etcd assigns a revision only to a change, and writes a transaction in one commit. A revision bump is no
 * exception: it marks everything below it as compacted.
 */
final class RevisionSequence {
    /** How many gaps a finding names. */
    private static final int SHOWN = 5;

    private final List<Gap> gaps = new ArrayList<>();
    private final List<Gap> subGaps = new ArrayList<>();
    private long main;
    private long sub = Long.MAX_VALUE;
    private long gapCount;
    private long missing;
    private long subGapCount;

    /**
     * A range of missing revisions.
     *
     * @param main  the main revision whose sub-revisions are missing; 0 if main revisions are missing
     * @param first the first missing revision
     * @param last  the last missing revision
     */
    record Gap(long main, long first, long last) {
        @Override
        public String toString() {
            String range = first == last ? Long.toString(first) : first + " to " + last;
            return main == 0 ? range : range + " of revision " + main;
        }
    }

    /**
     * @param bound the revision above which nothing may be missing
     */
    RevisionSequence(long bound) {
        this.main = bound;
    }

    /** Checks the next record. Skips one that is not above the last: the check of the key order reports it. */
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

    /** Reports the gaps. */
    void report(FindingLog log) {
        if (gapCount > 0) {
            log.add(ContinuityTexts.gap(missing, gapCount, gaps));
        }
        if (subGapCount > 0) {
            log.add(ContinuityTexts.subGap(subGapCount, subGaps));
        }
    }
}
