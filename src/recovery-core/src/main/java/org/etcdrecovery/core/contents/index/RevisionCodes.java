package org.etcdrecovery.core.contents.index;

import java.util.Arrays;

/**
 * Main revisions as increasing numbers of 31 bits. A code is the revision less what was skipped before it: a long stretch
 * without records, such as a revision bump leaves, takes one code. So a file whose revisions span more than 2³¹ can be
 * indexed too.
 */
final class RevisionCodes {
    /** Shorter stretches are not worth an entry. */
    private static final long LONG_GAP = 1 << 20;

    private int[] codes = {0};
    private long[] revisions = {0};
    private int stretches;
    private long lastRevision;
    private int lastCode;

    /**
     * Assigns a code to a revision.
     *
     * @param revision not below the one before
     * @throws ArithmeticException if there are no more codes
     */
    int next(long revision) {
        long gap = revision - lastRevision;
        if (stretches == 0 || gap > LONG_GAP) {
            int code = stretches == 0 ? 0 : Math.addExact(lastCode, 1);
            begin(code, revision);
            lastCode = code;
        } else {
            lastCode = Math.addExact(lastCode, (int) gap);
        }
        lastRevision = revision;
        return lastCode;
    }

    private void begin(int code, long revision) {
        if (stretches == codes.length) {
            codes = Arrays.copyOf(codes, 2 * stretches);
            revisions = Arrays.copyOf(revisions, 2 * stretches);
        }
        codes[stretches] = code;
        revisions[stretches] = revision;
        stretches++;
    }

    /** The revision of a code. */
    long revision(int code) {
        int stretch = Arrays.binarySearch(codes, 0, stretches, code);
        int begin = stretch >= 0 ? stretch : -stretch - 2;
        return revisions[begin] + (code - codes[begin]);
    }

    /** The greatest code of all revisions up to this one, assigned or not; -1 if all are greater. */
    int upTo(long revision) {
        int stretch = Arrays.binarySearch(revisions, 0, stretches, revision);
        int begin = stretch >= 0 ? stretch : -stretch - 2;
        if (begin < 0) {
            return -1;
        }
        int end = begin + 1 < stretches ? codes[begin + 1] - 1 : Integer.MAX_VALUE;
        return (int) Math.min(end, codes[begin] + (revision - revisions[begin]));
    }

    long bytes() {
        return (long) codes.length * (Integer.BYTES + Long.BYTES);
    }
}
