package org.etcdrecovery.core.bolt;

import java.io.IOException;
import org.etcdrecovery.core.bolt.Problem.Kind;
import org.jspecify.annotations.Nullable;

/** Checks that the keys of a page ascend and lie within the bounds that the branches above it set. */
final class KeyOrder {
    private final Reporter reporter;
    private boolean broken;

    /** Receives what is wrong. */
    @FunctionalInterface
    interface Reporter {
        /**
         * Reports a problem with the current page of the walk.
         *
         * @param depth  the number of pages on the path to it, itself included
         * @param offset the file offset of the problem
         */
        void report(Kind kind, int depth, long offset, String summary) throws IOException;
    }

    KeyOrder(Reporter reporter) {
        this.reporter = reporter;
    }

    /**
     * Checks a branch.
     *
     * @param offset the file offset of the page
     * @param low    its key in the branch above; null for a root page
     * @param high   the next key there; null if there is none
     * @return whether the keys can be trusted to lie where they belong
     */
    boolean check(Branch branch, int depth, long offset, @Nullable BranchKey low, @Nullable BranchKey high)
            throws IOException {
        broken = false;
        if (branch.count() == 0) {
            return true;
        }
        checkFirst(branch.key(0), depth, offset, low);
        for (int i = 1; i < branch.count(); i++) {
            if (branch.key(i - 1).compareTo(branch.key(i)) >= 0) {
                report(Kind.FORMAT, depth, offset,
                        "branch key " + i + " " + branch.key(i).show() + " does not follow "
                                + branch.key(i - 1).show());
            }
        }
        checkEnd(branch.key(branch.count() - 1), depth, offset, high);
        return !broken;
    }

    /**
     * Checks a leaf. It may be empty: bbolt accepts that inside a tree.
     *
     * @param low  its key in the branch above; null for a root page
     * @param high the next key there; null if there is none
     * @return whether the keys can be trusted to lie where they belong
     */
    boolean check(Leaf leaf, int depth, @Nullable BranchKey low, @Nullable BranchKey high) throws IOException {
        broken = false;
        if (leaf.count() == 0) {
            return true;
        }
        checkFirst(key(leaf, 0), depth, leaf.offset(0), low);
        for (int i = 1; i < leaf.count(); i++) {
            if (Bytes.compare(leaf.buffer(), leaf.keyStart(i - 1), leaf.keyLength(i - 1), leaf.buffer(),
                    leaf.keyStart(i), leaf.keyLength(i)) >= 0) {
                report(Kind.FORMAT, depth, leaf.offset(i), "key " + i + " " + key(leaf, i).show()
                        + " does not follow " + key(leaf, i - 1).show());
            }
        }
        checkEnd(key(leaf, leaf.count() - 1), depth, leaf.pageOffset(), high);
        return !broken;
    }

    private void report(Kind kind, int depth, long offset, String summary) throws IOException {
        broken |= kind == Kind.FORMAT;
        reporter.report(kind, depth, offset, summary);
    }

    private static BranchKey key(Leaf leaf, int element) {
        return new BranchKey(leaf.buffer(), leaf.keyStart(element), leaf.keyLength(element));
    }

    private void checkFirst(BranchKey first, int depth, long offset, @Nullable BranchKey low) throws IOException {
        int order = low == null ? 0 : low.compareTo(first);
        if (low != null && order > 0) {
            report(Kind.FORMAT, depth, offset,
                    "the first key " + first.show() + " is below the one in the ancestor, " + low.show());
        } else if (low != null && order < 0) {
            report(Kind.SEPARATOR, depth, offset,
                    "the first key is " + first.show() + ", but the branch above says " + low.show());
        }
    }

    private void checkEnd(BranchKey last, int depth, long offset, @Nullable BranchKey high) throws IOException {
        if (high != null && high.compareTo(last) <= 0) {
            report(Kind.FORMAT, depth, offset,
                    "key " + last.show() + " is not below the next in the ancestor, " + high.show());
        }
    }
}
