package org.etcdrecovery.core.rescue.salvage;

/**
 * A part of the keyspace that cannot be read, or is not there.
 *
 * @param after   the last revision that reads before it, or that of the compaction; 0 if there is neither
 * @param before  the first revision that reads behind it; {@link Long#MAX_VALUE} if nothing does
 * @param between whether those two are known to be complete; if not, some of their changes may be lost too
 */
public record LostRange(long after, long before, boolean between) {
    /** Whether nothing reads behind it, so that it is unknown how far it reaches. */
    public boolean isOpen() {
        return before == Long.MAX_VALUE;
    }

    /**
     * The revisions that are missing, as the checks of a snapshot name them, and those of which only a part may be lost:
     * {@code 186 to 189 (perhaps also parts of revisions 185 and 190)}.
     */
    @Override
    public String toString() {
        // An empty store is at revision 1.
        long first = Math.max(after, 1) + 1;
        long last = before - 1;
        String parts = parts();
        if (isOpen()) {
            return first + " to the end" + (parts.isEmpty() ? "" : " (perhaps also parts of " + parts + ")");
        }
        if (first > last) {
            return "parts of " + parts;
        }
        String missing = first == last ? Long.toString(first) : first + " to " + last;
        return parts.isEmpty() ? missing : missing + " (perhaps also parts of " + parts + ")";
    }

    private String parts() {
        if (between || (isOpen() && after == 0)) {
            return "";
        }
        if (isOpen()) {
            return "revision " + after;
        }
        return after == 0 || after == before ? "revision " + before : "revisions " + after + " and " + before;
    }
}
