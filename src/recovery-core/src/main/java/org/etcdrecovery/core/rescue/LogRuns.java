package org.etcdrecovery.core.rescue;

import java.io.IOException;
import org.etcdrecovery.core.wal.WalExaminationVisitor;
import org.etcdrecovery.core.wal.WalPosition;
import org.etcdrecovery.core.wal.WalRecord;
import org.jspecify.annotations.Nullable;

/**
 * Splits a log into runs of entries without a gap, those behind damage included. An entry whose content the CRCs do not
 * prove belongs to none.
 */
abstract class LogRuns implements WalExaminationVisitor {
    private final LeaderSnapshots leaders = new LeaderSnapshots();
    private @Nullable EntryRun run;
    private WalRecord.Snapshot snapshot = new WalRecord.Snapshot(0, 0, null);
    private boolean behind;
    private int count;

    /**
     * Called for each entry of a run.
     *
     * @param run    the run, without the entry
     * @param number of the run, from 0
     */
    abstract void entry(EntryRun run, int number, WalRecord.Entry entry, WalPosition position) throws IOException;

    /**
     * Called for each hard state.
     *
     * @param number of the run it follows; of the next one if something is missing since
     */
    abstract void state(WalRecord.State state, int number, WalPosition position) throws IOException;

    /** Whether the records that come now are behind damage. */
    final boolean isBehindDamage() {
        return behind;
    }

    @Override
    public final void record(WalRecord record, WalPosition position) throws IOException {
        leaders.record(record).ifPresent(this::keep);
        switch (record) {
            case WalRecord.Entry entry -> entry(runOf(entry), count - 1, entry, position);
            case WalRecord.Snapshot found -> snapshot = found;
            case WalRecord.State state -> state(state, run == null ? count : count - 1, position);
            default -> {
                // No other record matters.
            }
        }
    }

    @Override
    public final void behindDamage(WalRecord record, WalPosition position, boolean proven) throws IOException {
        if (!behind || !proven) {
            // Something is missing before it.
            run = null;
            snapshot = new WalRecord.Snapshot(0, 0, null);
            behind = true;
        }
        if (proven) {
            record(record, position);
        }
    }

    /** Ends a run where a snapshot from the leader replaced the rest of it. */
    private void keep(long last) {
        if (run != null) {
            run.cut(last);
            run = null;
        }
    }

    private EntryRun runOf(WalRecord.Entry entry) {
        EntryRun current = run;
        if (current == null || !current.takes(entry)) {
            long before = entry.index() - 1;
            current = new EntryRun(before, snapshot.index() == before ? snapshot.term() : 0);
            run = current;
            count++;
        }
        return current;
    }
}
