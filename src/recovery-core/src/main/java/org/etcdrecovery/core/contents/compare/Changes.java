package org.etcdrecovery.core.contents.compare;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.RandomAccess;
import java.util.stream.IntStream;
import org.etcdrecovery.core.contents.compare.Change.Kind;
import org.etcdrecovery.core.contents.index.KeyState;
import org.etcdrecovery.core.contents.index.RecordRef;
import org.etcdrecovery.core.contents.index.StatePairs;
import org.jspecify.annotations.Nullable;

/**
 * Keys that differ, in key order. The list holds eight bytes a key; a change is made when it is asked for. Immutable.
 */
public final class Changes extends AbstractList<Change> implements RandomAccess {
    private final KeyState first;
    private final KeyState second;
    /** The rank of each key on the first side, or {@link StatePairs#NONE}. */
    private final int[] before;
    /** The rank of each key on the second side, or {@link StatePairs#NONE}. */
    private final int[] after;
    private final int from;
    private final int to;
    /** Which of the keys from one index to the other are in the list; null for all. */
    private final int @Nullable [] chosen;

    Changes(KeyState first, KeyState second, int[] before, int[] after) {
        this(first, second, before, after, 0, before.length, null);
    }

    private Changes(KeyState first, KeyState second, int[] before, int[] after, int from, int to,
            int @Nullable [] chosen) {
        this.first = first;
        this.second = second;
        this.before = before;
        this.after = after;
        this.from = from;
        this.to = to;
        this.chosen = chosen;
    }

    @Override
    public int size() {
        return chosen == null ? to - from : chosen.length;
    }

    @Override
    public Change get(int index) {
        Objects.checkIndex(index, size());
        int at = place(index);
        byte[] key = key(at);
        int rank = after[at] == StatePairs.NONE ? second.index().find(key) : after[at];
        return new Change(key, kind(at), ref(first, before[at]), ref(second, after[at]),
                rank < 0 ? 0 : writesSince(rank, at),
                rank < 0 ? OptionalLong.empty() : second.index().deletedAt(rank, second.revision()));
    }

    /** The changes of keys that begin with a prefix. */
    public Changes below(byte[] prefix) {
        int begin = search(from, prefix, false);
        int end = search(begin, prefix, true);
        Changes below = new Changes(first, second, before, after, begin, end, null);
        return chosen == null ? below : below.choose(Arrays.stream(chosen).filter(at -> at >= begin && at < end));
    }

    /** The changes from one place in the list up to another. */
    Changes part(int begin, int end) {
        return choose(IntStream.range(begin, end).map(this::place));
    }

    private int place(int index) {
        return chosen == null ? from + index : chosen[index];
    }

    /** The changes of one kind. */
    public Changes only(Kind kind) {
        return choose((chosen == null ? IntStream.range(from, to) : Arrays.stream(chosen))
                .filter(at -> kind(at) == kind));
    }

    /**
     * The changes of keys that have another value on each side, but were last written by the same revision. No cluster does
     * that: a file is damaged, or the files are of different histories.
     */
    public Changes contradicting() {
        return choose(IntStream.range(0, size())
                .map(this::place)
                .filter(at -> kind(at) == Kind.OLDER && first.living(before[at]) == second.living(after[at])));
    }

    private Changes choose(IntStream which) {
        return new Changes(first, second, before, after, from, to, which.toArray());
    }

    private Kind kind(int at) {
        return before[at] == StatePairs.NONE
                ? Kind.MISSING
                : after[at] == StatePairs.NONE ? Kind.BACK : Kind.OLDER;
    }

    /** The key of a change by its place among all. */
    private byte[] key(int at) {
        return after[at] == StatePairs.NONE ? first.index().key(before[at]) : second.index().key(after[at]);
    }

    private static Optional<RecordRef> ref(KeyState state, int rank) {
        return rank == StatePairs.NONE
                ? Optional.empty()
                : Optional.of(new RecordRef(state.living(rank), state.size(rank), false));
    }

    private int writesSince(int rank, int at) {
        long since = before[at] == StatePairs.NONE ? first.revision() : first.living(before[at]);
        return second.index().puts(rank, since, second.revision());
    }

    /**
     * The first key from a place on that is not less than these bytes.
     *
     * @param beyond whether keys that begin with the bytes count as less
     */
    private int search(int start, byte[] bytes, boolean beyond) {
        int low = start;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            byte[] key = key(middle);
            int compared = beyond && startsWith(key, bytes) ? -1 : Arrays.compareUnsigned(key, bytes);
            if (compared < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static boolean startsWith(byte[] key, byte[] prefix) {
        return key.length >= prefix.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }

    /** Counts them; those that are equal are not among them, and 0 in the result. */
    Summary count() {
        long missing = 0;
        long older = 0;
        long back = 0;
        long bytesBefore = 0;
        long bytesAfter = 0;
        for (int i = 0; i < size(); i++) {
            int at = place(i);
            switch (kind(at)) {
                case MISSING -> missing++;
                case OLDER -> older++;
                case BACK -> back++;
            }
            bytesBefore += before[at] == StatePairs.NONE ? 0 : first.size(before[at]);
            bytesAfter += after[at] == StatePairs.NONE ? 0 : second.size(after[at]);
        }
        return new Summary(missing, older, back, 0, bytesBefore, bytesAfter);
    }
}
