package org.etcdrecovery.core.bolt;

import java.util.List;

/**
 * Something in a bbolt file that bbolt would not have written.
 *
 * @param kind    which rule it breaks
 * @param page    the page in question, or -1 if the problem concerns the whole file
 * @param offset  the file offset in question
 * @param bucket  the bucket whose tree holds the page; empty outside all buckets
 * @param path    the pages from the root of the tree to this page
 * @param summary what is wrong, in one line
 */
public record Problem(Kind kind, long page, long offset, String bucket, List<Long> path, String summary) {
    /**
     * Which rule a problem breaks. bbolt's own check knows only the first. The others hold for every file that bbolt
     * wrote, but not for one that was copied page by page while a server wrote to it.
     */
    public enum Kind {
        /** The format: bbolt's check reports it too, or a reader cannot continue. */
        FORMAT,
        /** A branch names a first key that its child does not have. bbolt writes both in one commit. */
        SEPARATOR,
        /** A page inside a run has its own page header. bbolt writes a run as a whole. */
        OVERFLOW_PAGE,
        /** The two meta pages are not from consecutive transactions. bbolt writes them in turn. */
        META_TRANSACTIONS
    }

    /** Copies the path. */
    public Problem {
        path = List.copyOf(path);
    }

    /** The line that a report shows: what is wrong, and the path to it. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (page >= 0) {
            text.append("page ").append(page).append(": ");
        }
        text.append(summary);
        if (!bucket.isEmpty()) {
            text.append(" (bucket ").append(bucket).append(path.isEmpty() ? ")" : ", path " + path + ")");
        }
        return text.toString();
    }
}
