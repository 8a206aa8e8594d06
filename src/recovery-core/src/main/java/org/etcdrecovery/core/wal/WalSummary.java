package org.etcdrecovery.core.wal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Collects from a log, while it is read, what determines where a server starts. */
public final class WalSummary implements WalVisitor {
    private final List<WalRecord.Snapshot> snapshots = new ArrayList<>();
    private WalRecord.@Nullable Metadata metadata;
    private WalRecord.State state = new WalRecord.State(0, 0, 0);
    private long lastIndex;

    @Override
    public void record(WalRecord record, WalPosition position) {
        switch (record) {
            case WalRecord.Metadata found -> metadata = found;
            case WalRecord.State found -> state = found;
            case WalRecord.Snapshot found -> snapshots.add(found);
            case WalRecord.Entry entry -> lastIndex = entry.index();
            case WalRecord.Crc _ -> {
                // Needed only by the reader.
            }
        }
    }

    /** The member whose log it is; empty if the log ends before its metadata record. */
    public Optional<WalRecord.Metadata> metadata() {
        return Optional.ofNullable(metadata);
    }

    /** The last state; all 0 if the log has none. */
    public WalRecord.State state() {
        return state;
    }

    /** The index of the entry that was written last, which is the last one of the raft log; 0 if there is none. */
    public long lastIndex() {
        return lastIndex;
    }

    /**
     * The snapshot records up to the commit index of the last state, in the order of writing. A server starts only from
     * one of these: a record beyond the commit index belongs to a snapshot that may not have been completed.
     */
    public List<WalRecord.Snapshot> validSnapshots() {
        return snapshots.stream()
                .filter(snapshot -> Long.compareUnsigned(snapshot.index(), state.commit()) <= 0)
                .toList();
    }
}
