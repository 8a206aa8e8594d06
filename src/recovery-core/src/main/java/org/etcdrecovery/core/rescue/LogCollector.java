package org.etcdrecovery.core.rescue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.wal.WalExaminationVisitor;
import org.etcdrecovery.core.wal.WalPosition;
import org.etcdrecovery.core.wal.WalRecord;
import org.etcdrecovery.core.wal.WalSummary;

/**
 * Collects the log entries after the consistent index of a database. An entry with the index of an earlier one replaces
 * that one and all after it, because a new leader overwrote them.
 */
final class LogCollector implements WalExaminationVisitor {
    private final WalSummary summary = new WalSummary();
    private final List<LogEntry> entries = new ArrayList<>();
    private final LogStart start = new LogStart();
    private final RestoredMembers restored;
    private final LeaderSnapshots leaders = new LeaderSnapshots();
    private final ContentIndex content;
    private final long applied;
    private boolean missing;
    private boolean empty = true;

    /**
     * @param applied the consistent index of the database, unsigned; entries up to it are not kept
     * @param content compares the entries with the newest revisions of the database
     */
    LogCollector(long applied, ContentIndex content) {
        this.applied = applied;
        this.content = content;
        this.restored = new RestoredMembers(applied);
    }

    @Override
    public void record(WalRecord record, WalPosition position) {
        empty = false;
        summary.record(record, position);
        start.record(record);
        leaders.record(record).ifPresent(this::keep);
        if (record instanceof WalRecord.Entry entry) {
            restored.record(entry);
            collect(entry);
        }
    }

    /** Gives up what a snapshot from the leader replaced. */
    private void keep(long last) {
        content.replaced();
        while (!entries.isEmpty() && Long.compareUnsigned(entries.getLast().index(), last) > 0) {
            entries.removeLast();
        }
    }

    private void collect(WalRecord.Entry entry) {
        LogEntry decoded = EntryDecoder.decode(entry);
        content.entry(entry, decoded);
        while (!entries.isEmpty() && Long.compareUnsigned(entries.getLast().index(), entry.index()) >= 0) {
            entries.removeLast();
        }
        if (Long.compareUnsigned(entry.index(), applied) <= 0) {
            return;
        }
        long before = entries.isEmpty() ? applied : entries.getLast().index();
        missing |= entry.index() != before + 1;
        entries.add(decoded);
    }

    /** Whether no record was read. */
    boolean isEmpty() {
        return empty;
    }

    /** The log's metadata, hard state and snapshots. */
    WalSummary summary() {
        return summary;
    }

    /** How the log begins. */
    LogStart start() {
        return start;
    }

    /** The members at the end of the database, whose own list may be that of the cluster before a restore. */
    List<Member> members(List<Member> listed) {
        return start.isRestored() ? restored.correct(listed) : listed;
    }

    /** Where the content of the database ends, if not at its consistent index. */
    OptionalLong contradictingIndex() {
        return content.contradicting();
    }

    /** The entries after the database, without those that were replaced. */
    List<LogEntry> entries() {
        return entries;
    }

    /**
     * The term of the last entry that is in the database, by the log; empty if the log does not hold that entry, nor the
     * snapshot that replaced it.
     */
    OptionalLong appliedTerm() {
        return leaders.term(applied);
    }

    /** Whether the entries have a gap or do not begin where the database ends. */
    boolean isMissingEntries() {
        return missing || Long.compareUnsigned(lastSnapshot().index(), lastEntryIndex()) > 0;
    }

    /** The term of the last entry, or of a later raft snapshot. */
    long lastTerm() {
        return endsWithSnapshot() ? lastSnapshot().term() : leaders.lastTerm();
    }

    /** The index of the last entry, or of a later raft snapshot. */
    long lastIndex() {
        return endsWithSnapshot() ? lastSnapshot().index() : leaders.lastIndex();
    }

    /** A log whose first segments were removed may begin, and end, with the member's own snapshot. */
    private boolean endsWithSnapshot() {
        return Long.compareUnsigned(lastSnapshot().index(), leaders.lastIndex()) > 0;
    }

    private long lastEntryIndex() {
        return entries.isEmpty() ? applied : entries.getLast().index();
    }

    private WalRecord.Snapshot lastSnapshot() {
        List<WalRecord.Snapshot> snapshots = summary.validSnapshots();
        return snapshots.isEmpty() ? new WalRecord.Snapshot(0, 0, null) : snapshots.getLast();
    }
}
