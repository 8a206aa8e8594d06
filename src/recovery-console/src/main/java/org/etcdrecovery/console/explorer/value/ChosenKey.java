package org.etcdrecovery.console.explorer.value;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.etcdrecovery.core.contents.index.KeyIndex;
import org.etcdrecovery.core.contents.index.RecordRef;
import org.etcdrecovery.core.keyspace.GoQuote;

/**
 * A key to look at.
 *
 * @param key      its bytes
 * @param history  its records, the oldest first
 * @param revision the revision of the record to show
 */
@SuppressWarnings("ArrayRecordComponent") // compared by isSameKey
public record ChosenKey(byte[] key, List<RecordRef> history, long revision) {
    private static final int LONGEST_SHOWN = 300;

    /** Copies the list. */
    public ChosenKey {
        history = List.copyOf(history);
    }

    /** A key of an index. */
    public static ChosenKey of(KeyIndex index, int rank, long revision) {
        return new ChosenKey(index.key(rank), index.history(rank), revision);
    }

    /** A key of an index; without a history if the index does not know it, because it was read from a damaged file. */
    public static ChosenKey of(KeyIndex index, byte[] key, long revision) {
        int rank = index.find(key);
        return rank >= 0 ? of(index, rank, revision) : new ChosenKey(key, List.of(), revision);
    }

    /** A key as text; a long one with its two ends only. */
    public static String shortened(byte[] key) {
        String whole = GoQuote.escape(key);
        return whole.length() <= LONGEST_SHOWN
                ? whole
                : whole.substring(0, LONGEST_SHOWN / 2) + "…" + whole.substring(whole.length() - LONGEST_SHOWN / 2);
    }

    boolean isSameKey(ChosenKey other) {
        return Arrays.equals(key, other.key);
    }

    /** The last revisions at which it was written, ascending, and among them the one to show. */
    List<Long> newestRevisions(int limit) {
        List<Long> revisions = history.stream().map(RecordRef::revision).distinct().sorted().toList();
        int from = Math.max(0, revisions.size() - limit);
        List<Long> newest = revisions.subList(from, revisions.size());
        return newest.contains(revision) ? newest : Stream.concat(Stream.of(revision), newest.stream()).toList();
    }
}
