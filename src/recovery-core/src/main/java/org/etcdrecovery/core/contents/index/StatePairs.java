package org.etcdrecovery.core.contents.index;

import java.util.Arrays;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;

/** Goes through the keys of two states side by side, in key order. The states may be of one index or of two. */
public final class StatePairs {
    /** The rank of a key that a state does not have. */
    public static final int NONE = -1;

    private static final int REPORT_EVERY = 1 << 14;

    private StatePairs() {}

    /** Receives the keys that exist in at least one of two states. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * Called for each key.
         *
         * @param before its rank in the index of the first state, or {@link #NONE}
         * @param after  its rank in the index of the second state, or {@link #NONE}
         */
        void pair(int before, int after);
    }

    /**
     * Visits the keys of both states.
     *
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public static void forEach(KeyState before, KeyState after, Visitor visitor, Progress progress) {
        try (Work work = progress.begin(Stage.LIST, "keys", after.index().size())) {
            if (before.index() == after.index()) {
                ofOne(before, after, visitor, work);
            } else {
                ofTwo(before, after, visitor, work);
            }
        }
    }

    private static void ofOne(KeyState before, KeyState after, Visitor visitor, Work work) {
        for (int rank = 0; rank < after.index().size(); rank++) {
            report(rank, work);
            visit(before, rank, after, rank, visitor);
        }
    }

    private static void ofTwo(KeyState before, KeyState after, Visitor visitor, Work work) {
        FrontCodedKeys.Cursor left = before.index().keys().cursor(0);
        FrontCodedKeys.Cursor right = after.index().keys().cursor(0);
        int lefts = before.index().size();
        int rights = after.index().size();
        while (left.rank() < lefts || right.rank() < rights) {
            int order = left.rank() == lefts ? 1 : right.rank() == rights ? -1 : compare(left, right);
            visit(before, order <= 0 ? left.rank() : NONE, after, order >= 0 ? right.rank() : NONE, visitor);
            if (order <= 0) {
                left.next();
            }
            if (order >= 0) {
                report(right.rank(), work);
                right.next();
            }
        }
    }

    private static int compare(FrontCodedKeys.Cursor left, FrontCodedKeys.Cursor right) {
        return Arrays.compareUnsigned(left.bytes(), 0, left.length(), right.bytes(), 0, right.length());
    }

    private static void visit(KeyState before, int left, KeyState after, int right, Visitor visitor) {
        int existsBefore = left != NONE && before.has(left) ? left : NONE;
        int existsAfter = right != NONE && after.has(right) ? right : NONE;
        if (existsBefore != NONE || existsAfter != NONE) {
            visitor.pair(existsBefore, existsAfter);
        }
    }

    private static void report(int rank, Work work) {
        if (rank % REPORT_EVERY == 0) {
            work.advance(Math.min(rank, REPORT_EVERY));
        }
    }
}
