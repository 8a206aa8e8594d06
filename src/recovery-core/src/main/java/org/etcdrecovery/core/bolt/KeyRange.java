package org.etcdrecovery.core.bolt;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** A half-open range of the keys of a bucket in the order of their bytes, or all of them. */
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
     * The keys in a range.
     *
     * @param from the first key, inclusive
     * @param end  the end of the range, exclusive
     */
    public static KeyRange of(byte[] from, byte[] end) {
        return new KeyRange(key(from), key(end));
    }

    private static BranchKey key(byte[] bytes) {
        // Not a direct buffer, which takes longer to allocate than a search for a key.
        return new BranchKey(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), 0, bytes.length);
    }

    /** The first child of a branch below which keys of this range may lie. */
    int firstChild(Branch branch) {
        if (from == null) {
            return 0;
        }
        int low = 0;
        int high = branch.count() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (branch.key(middle).compareTo(from) <= 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /**
     * Whether keys of this range may lie below a branch element.
     *
     * @param first the key of the element
     * @param next  the key of the next element; null if there is none
     */
    boolean reaches(BranchKey first, @Nullable BranchKey next) {
        return (end == null || first.compareTo(end) < 0) && (from == null || next == null || next.compareTo(from) > 0);
    }
}
