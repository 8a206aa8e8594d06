package org.etcdrecovery.core.bolt;

import org.etcdrecovery.core.bytes.DirectBuffers;
import org.jspecify.annotations.Nullable;

/** The keys of a bucket from one on and before another, as bytes compare; or all of them. */
public final class KeyRange {
    /** Every key. */
    public static final KeyRange ALL = new KeyRange(null, null);

    private final @Nullable BranchKey from;
    private final @Nullable BranchKey end;

    private KeyRange(@Nullable BranchKey from, @Nullable BranchKey end) {
        this.from = from;
        this.end = end;
    }

    /**
     * Some keys.
     *
     * @param from the first that is meant
     * @param end  the first that is not meant any more
     */
    public static KeyRange of(byte[] from, byte[] end) {
        return new KeyRange(key(from), key(end));
    }

    private static BranchKey key(byte[] bytes) {
        return new BranchKey(DirectBuffers.copyOf(bytes), 0, bytes.length);
    }

    /**
     * Whether keys that are meant may stand below a branch element.
     *
     * @param first its key
     * @param next  the key of the one that follows; null for none
     */
    boolean reaches(BranchKey first, @Nullable BranchKey next) {
        return (end == null || first.compareTo(end) < 0) && (from == null || next == null || next.compareTo(from) > 0);
    }
}
