package org.etcdrecovery.core.wal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps of a log, while it is read, what decides where a server starts. */
public final class WalSummary implements WalVisitor {
    private final List<WalRecord.Snapshot> snapshots = new ArrayList<>();
    private WalRecord.@Nullable Metadata metadata;
    private WalRecord.State state = new WalRecord.State(0, 0, 0);
    private long lastIndex;
    private long lastTerm;

    @Override
    public void record(WalRecord record, WalPosition position) {
        switch (record) {
            case WalRecord.Metadata found -> metadata = found;
            case WalRecord.State found -> state = found;
            case WalRecord.Snapshot found -> snapshots.add(found);
            case WalRecord.Entry entry -> {
                lastIndex = entry.index();
                lastTerm = entry.term();
            }
            case WalRecord.Crc _ -> {
                // Only the reader needs it.
            }
        }
    }

    /** Whose log it is; nothing when it ends before it says so. */
    public Optional<WalRecord.Metadata> metadata() {
        return Optional.ofNullable(metadata);
    }

    /** The last state; all 0 when the member never had one. */
    public WalRecord.State state() {
        return state;
    }

    /** The index of the entry that was written last, which is the last of the raft log; 0 when there is none. */
    public long lastIndex() {
        return lastIndex;
    }

    /** The term of the entry that was written last; 0 when there is none. */
    public long lastTerm() {
        return lastTerm;
    }

    /**
     * The snapshot records up to the commit of the last state, in the order in which they were written. A server starts
     * only from one of them: a record beyond the commit was written for a snapshot that may not have become complete.
     */
    public List<WalRecord.Snapshot> validSnapshots() {
        return snapshots.stream()
                .filter(snapshot -> Long.compareUnsigned(snapshot.index(), state.commit()) <= 0)
                .toList();
    }
}
