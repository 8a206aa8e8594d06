package org.etcdrecovery.core.bolt;

import java.util.List;

/**
 * Something in a bbolt file that contradicts the format.
 *
 * @param kind    which rule it breaks
 * @param page    the page where it shows, or -1 when it concerns the file as a whole
 * @param offset  the byte in the file where it shows
 * @param bucket  the bucket whose tree leads there; empty outside of all buckets
 * @param path    the pages from the root of the tree to this one
 * @param summary what is wrong, in one line
 */
public record Problem(Kind kind, long page, long offset, String bucket, List<Long> path, String summary) {
    /**
     * Which rule a problem breaks. bbolt's own check knows only the first; the others hold in every file that bbolt wrote,
     * and a file copied page by page while a server wrote to it breaks them.
     */
    public enum Kind {
        /** The format: bbolt's check reports it too, or a reader cannot go on. */
        FORMAT,
        /** A branch names another first key than its child has. bbolt writes both in one commit. */
        SEPARATOR,
        /** A page in the middle of a run has the header of a page of its own. bbolt writes a run as a whole. */
        OVERFLOW_PAGE,
        /** The two meta pages are not of two transactions in a row. bbolt writes them in turn. */
        META_TRANSACTIONS
    }

    /** Copies the path. */
    public Problem {
        path = List.copyOf(path);
    }

    /** The line that a report shows: what, and how one gets there. */
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
