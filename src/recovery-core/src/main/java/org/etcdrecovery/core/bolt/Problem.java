package org.etcdrecovery.core.bolt;

import java.util.List;

/**
 * Something in a bbolt file that contradicts the format.
 *
 * @param page    the page where it shows, or -1 when it concerns the file as a whole
 * @param offset  the byte in the file where it shows
 * @param bucket  the bucket whose tree leads there; empty outside of all buckets
 * @param path    the pages from the root of the tree to this one
 * @param summary what is wrong, in one line
 */
public record Problem(long page, long offset, String bucket, List<Long> path, String summary) {
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
