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
    /** No entry has this term. */
    private static final long UNKNOWN = 0;

    private WalRecord.@Nullable Snapshot pending;
    /** The terms of the entries, each by the index at which it begins; unknown where entries are missing. */
    private final TreeMap<Long, Long> terms = new TreeMap<>(Long::compareUnsigned);
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
                if (entry.index() != last + 1) {
                    begin(last + 1, UNKNOWN);
                }
                begin(entry.index(), entry.term());
                last = entry.index();
                return kept;
            }
            default -> {
                // No other record tells.
            }
        }
        return OptionalLong.empty();
    }

    /** The index of the last entry, or of the snapshot that replaced it; 0 if there is neither. */
    long lastIndex() {
        return last;
    }

    /** The term of {@link #lastIndex}; 0 if there is neither entry nor snapshot. */
    long lastTerm() {
        return term(last).orElse(0);
    }

    /** The term of an entry, or of the snapshot that replaced it; empty if the log has neither, or no longer. */
    OptionalLong term(long index) {
        Map.Entry<Long, Long> term = terms.floorEntry(index);
        return Long.compareUnsigned(index, last) > 0 || term == null || term.getValue() == UNKNOWN
                ? OptionalLong.empty()
                : OptionalLong.of(term.getValue());
    }

    /** A member's own snapshot ends at an entry of its log. */
    private boolean isFromLeader(WalRecord.Snapshot snapshot) {
        OptionalLong term = term(snapshot.index());
        return last != 0 && (Long.compareUnsigned(snapshot.index(), last) > 0
                || (term.isPresent() && term.getAsLong() != snapshot.term()));
    }

    /** Says from where on entries are of a term, and that those of before from there on are replaced. */
    private void begin(long index, long term) {
        terms.tailMap(index, true).clear();
        Map.Entry<Long, Long> before = terms.lastEntry();
        if (before == null || before.getValue() != term) {
            terms.put(index, term);
        }
    }

    private OptionalLong replaced(WalRecord.Snapshot snapshot) {
        pending = null;
        long before = snapshot.index() - 1;
        long kept = Long.compareUnsigned(commit, before) < 0 ? commit : before;
        begin(kept + 1, UNKNOWN);
        begin(snapshot.index(), snapshot.term());
        last = snapshot.index();
        return OptionalLong.of(kept);
    }
}
