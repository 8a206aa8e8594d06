package org.etcdrecovery.core.rescue.salvage;

/**
 * A part of the keyspace that cannot be read.
 *
 * @param after  the last revision that reads before it; 0 if there is none
 * @param before the first revision that reads behind it; {@link Long#MAX_VALUE} if there is none
 */
public record LostRange(long after, long before) {
    /** Whether nothing reads behind it, so that it is unknown how far it reaches. */
    public boolean isOpen() {
        return before == Long.MAX_VALUE;
    }

    /** Such as {@code 120 to 161}: revisions of which changes may be lost. */
    @Override
    public String toString() {
        String from = String.valueOf(Math.max(1, after));
        return isOpen() ? from + " to the end" : from + " to " + before;
    }
}
