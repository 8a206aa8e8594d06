package org.etcdrecovery.core.rescue;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.etcdrecovery.core.wal.WalRecord;
import org.jspecify.annotations.Nullable;

/**
 * Recognises in a log where a snapshot from the leader took the place of all entries. A follower gets one if its log does
 * not lead to it: what it has beyond its commit index may be what an earlier leader proposed in vain, and the new leader
 * never said so entry by entry.
 *
 * <p>The record of a snapshot counts once the hard state reaches it or its next entry follows. Before that, a server that
 * starts ignores it (3.4 to 3.7, {@code wal.ValidSnapshotEntries}).
 */
public final class LeaderSnapshots {
    private WalRecord.@Nullable Snapshot pending;
    /** The terms of the entries, each by the index of its first one. */
    private final TreeMap<Long, Long> terms = new TreeMap<>();
    private long last;
    private long commit;

    /**
     * Looks at a record before it is applied.
     *
     * @return the index of the last entry that remains, if a snapshot replaced what followed; entries after the snapshot
     *         are not meant
     */
    public OptionalLong record(WalRecord record) {
        switch (record) {
            case WalRecord.Snapshot snapshot -> pending = isFromLeader(snapshot) ? snapshot : null;
            case WalRecord.State state -> {
                OptionalLong kept = pending != null && Long.compareUnsigned(pending.index(), state.commit()) <= 0
                        ? replaced(pending)
                        : OptionalLong.empty();
                commit = state.commit();
                return kept;
            }
            case WalRecord.Entry entry -> {
                OptionalLong kept = pending != null && entry.index() == pending.index() + 1
                        ? replaced(pending)
                        : OptionalLong.empty();
                pending = null;
                add(entry);
                return kept;
            }
            default -> {
                // No other record tells.
            }
        }
        return OptionalLong.empty();
    }

    /** A member's own snapshot ends at an entry of its log. */
    private boolean isFromLeader(WalRecord.Snapshot snapshot) {
        Map.Entry<Long, Long> term = terms.floorEntry(snapshot.index());
        return last > 0 && (Long.compareUnsigned(snapshot.index(), last) > 0
                || (term != null && term.getValue() != snapshot.term()));
    }

    private void add(WalRecord.Entry entry) {
        terms.tailMap(entry.index(), true).clear();
        Map.Entry<Long, Long> before = terms.lastEntry();
        if (before == null || before.getValue() != entry.term()) {
            terms.put(entry.index(), entry.term());
        }
        last = entry.index();
    }

    private OptionalLong replaced(WalRecord.Snapshot snapshot) {
        pending = null;
        terms.clear();
        last = snapshot.index();
        return OptionalLong.of(commit);
    }
}
