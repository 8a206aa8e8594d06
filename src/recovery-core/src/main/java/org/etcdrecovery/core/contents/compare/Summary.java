package org.etcdrecovery.core.contents.compare;

/**
 * How many keys differ, and how.
 *
 * @param missing     keys that exist only on the second side
 * @param older       keys that have another value on the second side
 * @param back        keys that exist only on the first side
 * @param equal       keys with the same value on both sides
 * @param bytesBefore what the keys that differ hold on the first side, keys and values in bytes
 * @param bytesAfter  what the keys that differ hold on the second side, keys and values in bytes
 */
public record Summary(long missing, long older, long back, long equal, long bytesBefore, long bytesAfter) {
    /** How many keys differ. */
    public long changed() {
        return missing + older + back;
    }
}
