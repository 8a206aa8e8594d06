package org.etcdrecovery.core.rescue.salvage;

/**
 * A part of the keyspace that cannot be read, or is not there.
 *
 * @param after   the last revision that reads before it, or that of the compaction; 0 if there is neither
 * @param before  the first revision that reads behind it; {@link Long#MAX_VALUE} if nothing does
 * @param between whether those two are known to be complete; if not, some of their changes may be lost too
 */
public record LostRange(long after, long before, boolean between) {
    /** The first revision of which changes may be lost. */
    public long first() {
        return between ? after + 1 : Math.max(1, after);
    }

    /** The last revision of which changes may be lost; {@link Long#MAX_VALUE} if it is unknown. */
    public long last() {
        return between ? before - 1 : before;
    }

    /** Whether nothing reads behind it, so that it is unknown how far it reaches. */
    public boolean isOpen() {
        return before == Long.MAX_VALUE;
    }

    /** Such as {@code 120 to 161}: revisions of which changes may be lost. */
    @Override
    public String toString() {
        return isOpen() ? first() + " to the end" : first() == last() ? "" + first() : first() + " to " + last();
    }
}
