package org.etcdrecovery.core.contents.index;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.IntUnaryOperator;
import org.etcdrecovery.core.progress.Cancellation;
import org.jspecify.annotations.Nullable;

/**
 * The keys that exist at one revision, restricted by a filter if one was given. Immutable; any number of threads may ask at
 * once.
 *
 * <p>It knows for each block of keys how many exist before it and what they hold, so that counting any range of keys looks
 * at no more than the blocks at its two ends.
 */
public final class KeyState {
    /** What {@link #living} answers for a key that does not exist. */
    public static final long ABSENT = -1;

    private static final int BLOCK = FrontCodedKeys.BLOCK;
    private static final int BLOCKS_PER_CHECK = 1 << 12;

    private final KeyIndex index;
    private final KeyRecordTable records;
    private final long revision;
    private final int code;
    private final @Nullable RankSet filter;
    private final int[] keysBefore;
    private final long[] bytesBefore;

    private KeyState(KeyIndex index, long revision, @Nullable RankSet filter, Cancellation cancellation) {
        this.index = index;
        this.records = index.table();
        this.revision = revision;
        this.code = records.upTo(revision);
        this.filter = filter;
        int blocks = (index.size() + BLOCK - 1) / BLOCK;
        this.keysBefore = new int[blocks + 1];
        this.bytesBefore = new long[blocks + 1];
        for (int block = 0; block < blocks; block++) {
            if (block % BLOCKS_PER_CHECK == 0) {
                stopIfCancelled(cancellation);
            }
            Totals totals = sum(block * BLOCK, Math.min(index.size(), (block + 1) * BLOCK));
            keysBefore[block + 1] = keysBefore[block] + (int) totals.keys();
            bytesBefore[block + 1] = bytesBefore[block] + totals.bytes();
        }
    }

    /** Keeps only ranks in a range. What was counted is not counted again. */
    private KeyState(KeyState all, RankSet filter, int from, int to) {
        this.index = all.index;
        this.records = all.records;
        this.revision = all.revision;
        this.code = all.code;
        this.filter = filter;
        this.keysBefore = new int[all.keysBefore.length];
        this.bytesBefore = new long[all.bytesBefore.length];
        Totals before = all.totals(0, from);
        Totals kept = all.totals(from, to);
        int end = (to + BLOCK - 1) / BLOCK;
        for (int block = from / BLOCK + 1; block < end; block++) {
            keysBefore[block] = all.keysBefore[block] - (int) before.keys();
            bytesBefore[block] = all.bytesBefore[block] - before.bytes();
        }
        Arrays.fill(keysBefore, end, keysBefore.length, (int) kept.keys());
        Arrays.fill(bytesBefore, end, bytesBefore.length, kept.bytes());
    }

    static KeyState of(KeyIndex index, long revision) {
        return new KeyState(index, revision, null, new Cancellation());
    }

    static void stopIfCancelled(Cancellation cancellation) {
        if (cancellation.isCancelled()) {
            throw new CancellationException("cancelled");
        }
    }

    /** The revision that these keys are of. */
    public long revision() {
        return revision;
    }

    /** The index whose ranks name the keys. */
    public KeyIndex index() {
        return index;
    }

    /**
     * The same keys at another revision, with the same filter.
     *
     * @throws RevisionRangeException                     if the revision is compacted or in the future
     * @throws java.util.concurrent.CancellationException if it is cancelled
     */
    public KeyState at(long other, Cancellation cancellation) throws RevisionRangeException {
        if (other < index.oldestRevision() || other > index.lastRevision()) {
            throw new RevisionRangeException(other, index.oldestRevision(), index.lastRevision());
        }
        return other == revision ? this : new KeyState(index, other, filter, cancellation);
    }

    /**
     * Those of these keys that match.
     *
     * @throws ExpressionDepthException                   if a regular expression goes too deep for a key
     * @throws java.util.concurrent.CancellationException if it is cancelled
     */
    public KeyState filter(KeyMatcher matcher, Cancellation cancellation) throws ExpressionDepthException {
        RankSet kept = Filtering.of(index.keys(), filter, matcher, cancellation);
        if (matcher instanceof KeyMatcher.Prefix start) {
            return new KeyState(this, kept, index.keys().ceiling(start.prefix), index.keys().beyond(start.prefix));
        }
        return new KeyState(index, revision, kept, cancellation);
    }

    /** All these keys. */
    public Totals totals() {
        return totals(0, index.size());
    }

    /** These keys that begin with a prefix. */
    public Totals totals(byte[] prefix) {
        FrontCodedKeys keys = index.keys();
        return totals(keys.ceiling(prefix), keys.beyond(prefix));
    }

    /** These keys from a rank on, up to but not including another. */
    Totals totals(int from, int to) {
        if (from >= to) {
            return Totals.NONE;
        }
        int first = (from + BLOCK - 1) / BLOCK;
        int last = to / BLOCK;
        if (first > last) {
            return sum(from, to);
        }
        return new Totals(keysBefore[last] - keysBefore[first], bytesBefore[last] - bytesBefore[first])
                .plus(sum(from, first * BLOCK))
                .plus(sum(last * BLOCK, to));
    }

    private Totals sum(int from, int to) {
        long keys = 0;
        long bytes = 0;
        for (int rank = matching(from, to); rank < to; rank = matching(rank + 1, to)) {
            int record = records.living(rank, code);
            if (record != KeyRecordTable.NONE) {
                keys++;
                bytes += records.size(record);
            }
        }
        return new Totals(keys, bytes);
    }

    /** The first key from one on that the filter keeps; the end if there is none before that. */
    private int matching(int from, int end) {
        return filter == null ? from : filter.next(from, end);
    }

    /** The record that is the newest of a key; {@link KeyRecordTable#NONE} if the key is not one of these. */
    int record(int rank) {
        return filter == null || filter.has(rank) ? records.living(rank, code) : KeyRecordTable.NONE;
    }

    /** The revision of the newest record of a key; {@link #ABSENT} if the key is not one of these. */
    public long living(int rank) {
        int record = record(rank);
        return record == KeyRecordTable.NONE ? ABSENT : records.revision(record);
    }

    boolean has(int rank) {
        return record(rank) != KeyRecordTable.NONE;
    }

    /** The length of key and value of one of these keys in bytes; 0 for another key. */
    public int size(int rank) {
        int record = record(rank);
        return record == KeyRecordTable.NONE ? 0 : records.size(record);
    }

    /**
     * The rank of one of these keys by its place among them in key order.
     *
     * @param n counted from 0
     * @throws IndexOutOfBoundsException if there are not that many
     */
    public int rankOfNth(long n) {
        if (n < 0 || n >= keysBefore[keysBefore.length - 1]) {
            throw new IndexOutOfBoundsException("key " + n + " of " + keysBefore[keysBefore.length - 1]);
        }
        int low = 0;
        int high = keysBefore.length - 1;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (keysBefore[middle] <= n) {
                low = middle;
            } else {
                high = middle;
            }
        }
        int rank = low * BLOCK;
        for (long left = n - keysBefore[low];; rank++) {
            if (has(rank) && left-- == 0) {
                return rank;
            }
        }
    }

    /** How many of these keys come before a rank. */
    public long countBefore(int rank) {
        return totals(0, rank).keys();
    }

    /** The first of these keys from a rank on; the size of the index after the last one. */
    int next(int rank) {
        int end = Math.min(index.size(), (rank / BLOCK + 1) * BLOCK);
        for (int each = matching(rank, end); each < end; each = matching(each + 1, end)) {
            if (has(each)) {
                return each;
            }
        }
        int before = keysBefore[Math.min(keysBefore.length - 1, end / BLOCK + (end % BLOCK == 0 ? 0 : 1))];
        return before == keysBefore[keysBefore.length - 1] ? index.size() : rankOfNth(before);
    }

    /**
     * The children of a prefix, in key order: split at {@code /}. Below the empty prefix, a {@code /} at the beginning of a
     * key belongs to the name of the child, as in {@code /registry}.
     */
    public Subtrees children(byte[] prefix) {
        return Subtrees.of(this, prefix);
    }

    /**
     * The children of a prefix that hold the most bytes, the largest first.
     *
     * @param limit the maximum number of children
     */
    public List<Subtree> largestChildren(byte[] prefix, int limit) {
        return Subtrees.largest(this, prefix, limit);
    }

    /**
     * The keys that hold the most bytes with their values, the largest first.
     *
     * @param limit the maximum number of keys
     */
    public List<KeyRef> largestKeys(int limit) {
        return first(limit, this::size);
    }

    /**
     * The keys of which the snapshot holds the most records, the most often written first. A compaction has removed what was
     * written before it.
     *
     * @param limit the maximum number of keys
     */
    public List<KeyRef> mostWrittenKeys(int limit) {
        return first(limit, index::records);
    }

    private List<KeyRef> first(int limit, IntUnaryOperator measure) {
        record Measured(int rank, int measure) {}
        Greatest<Measured> greatest = new Greatest<>(limit, Comparator.comparingInt(Measured::measure)
                .thenComparing(Comparator.comparingInt(Measured::rank).reversed()));
        for (int rank = next(0); rank < index.size(); rank = next(rank + 1)) {
            greatest.offer(new Measured(rank, measure.applyAsInt(rank)));
        }
        return greatest.list().stream().map(each -> ref(each.rank)).toList();
    }

    /**
     * One of these keys.
     *
     * @throws IllegalArgumentException if the key does not exist in this state
     */
    public KeyRef ref(int rank) {
        int record = record(rank);
        if (record == KeyRecordTable.NONE) {
            throw new IllegalArgumentException("key " + rank + " does not exist at revision " + revision);
        }
        return new KeyRef(rank, records.revision(record), records.size(record), index.records(rank));
    }

    /** The memory that the state takes beside the index, in bytes. */
    public long bytesInMemory() {
        return (long) keysBefore.length * (Integer.BYTES + Long.BYTES) + (filter == null ? 0 : filter.bytes());
    }
}
