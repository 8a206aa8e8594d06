package org.etcdrecovery.core.rescue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.etcdrecovery.core.keyspace.ClusterId;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.rescue.LogFacts.End;
import org.etcdrecovery.core.rescue.NewestRevisions.Written;
import org.etcdrecovery.core.rescue.OpenLog.Unreadable;
import org.etcdrecovery.core.snapshot.DatabaseFacts;
import org.etcdrecovery.core.wal.WalExamination;
import org.etcdrecovery.core.wal.WalExamination.Kind;
import org.etcdrecovery.core.wal.WalRecord;
import org.etcdrecovery.core.wal.WalVerdict;

/** A log as far as it was read. */
final class LogReading {
    private final LogCollector collected;
    private final WalExamination examination;
    private final long known;
    private final List<Unreadable> unreadable;

    private LogReading(LogCollector collected, WalExamination examination, long known, List<Unreadable> unreadable) {
        this.unreadable = unreadable;
        this.collected = collected;
        this.examination = examination;
        this.known = known;
    }

    /**
     * Reads a log as far as it can be read.
     *
     * @param files   its segments
     * @param applied the consistent index of the database; 0 if there is none
     * @param known   the index up to which something other than the log and the database shows that entries were
     *                committed; 0 if nothing does
     * @param newest  the newest revisions of the database; empty if there is none
     * @return empty if it has no record, as far as the disk can read it
     */
    static Optional<LogReading> read(Path walDir, List<Path> files, long applied, long known,
            List<Written> newest, Progress progress) throws IOException {
        LogCollector collector = new LogCollector(applied, new ContentIndex(newest, applied));
        try (OpenLog log = OpenLog.open(files)) {
            WalExamination examination = log.examine(walDir, applied, collector, progress);
            boolean nothing = collector.isEmpty() && examination.verdict().behind().records() == 0;
            return nothing && log.unreadable().isEmpty()
                    ? Optional.empty()
                    : Optional.of(new LogReading(collector, examination, known, log.unreadable()));
        }
    }

    LogFacts facts() {
        WalRecord.State state = collected.summary().state();
        WalRecord.Metadata metadata = collected.summary().metadata().orElse(new WalRecord.Metadata(0, 0));
        return new LogFacts(new MemberId(metadata.memberId()), new ClusterId(metadata.clusterId()), state.term(),
                new MemberId(state.vote()), state.commit(), committed(), collected.lastTerm(), collected.lastIndex(),
                end());
    }

    private End end() {
        return switch (examination.verdict()) {
            case WalVerdict.Whole _,WalVerdict.EndsWithFile _,WalVerdict.TornWrite _,WalVerdict.CutShort _,WalVerdict.ForeignBytes _ when isShort() ->
                End.SHORT;
            case WalVerdict.Whole _ -> End.WHOLE;
            case WalVerdict.EndsWithFile _ -> End.ENDS_WITH_FILE;
            case WalVerdict.CutShort _ -> End.CUT_SHORT;
            case WalVerdict.TornWrite _ -> End.TORN;
            case WalVerdict.SegmentsMissing _ -> End.SEGMENTS_MISSING;
            case WalVerdict.Damaged _,WalVerdict.LastRecordBad _,WalVerdict.SegmentDamaged _,WalVerdict.ForeignBytes _,WalVerdict.Unreadable _ ->
                End.DAMAGED;
        };
    }

    private boolean isShort() {
        return Long.compareUnsigned(committed(), collected.lastIndex()) > 0;
    }

    /** The highest index that is known to be committed, by the log itself or by a raft snapshot. */
    private long committed() {
        return later(collected.summary().state().commit(), known);
    }

    private static long later(long index, long other) {
        return Long.compareUnsigned(index, other) > 0 ? index : other;
    }

    /** The last entry that was read, or a later raft snapshot. */
    long lastIndex() {
        return collected.lastIndex();
    }

    /**
     * What is behind the end.
     *
     * @param applied the consistent index of the database
     */
    BehindDamage lost(long applied) {
        return BehindDamage.of(examination.verdict(), collected.lastIndex(), later(applied, committed()));
    }

    /** How the log ends, and what was passed over. */
    WalExamination examination() {
        return examination;
    }

    /** Where the disk could not read. */
    List<Unreadable> unreadable() {
        return unreadable;
    }

    LogStart start() {
        return collected.start();
    }

    LogCollector collected() {
        return collected;
    }

    /** The facts of a database, with the members that it has by this log, as {@link RestoredMembers} explains. */
    DatabaseFacts withMembers(DatabaseFacts database) {
        return database.withMembers(collected.members(database.members()));
    }

    /** The entries after the database. */
    List<LogEntry> entries() {
        return collected.entries();
    }

    /** Whether no entry is missing between the database and the end of what was read. */
    boolean isContinuous() {
        return !collected.isMissingEntries();
    }

    /**
     * Whether the log holds everything that happened to its keyspace, up to its end. A record that was lost right
     * behind the founding entries may have been the one that marks a restored member.
     */
    boolean isComplete() {
        return collected.start().isComplete() && isContinuous()
                && examination.flaws()
                        .stream()
                        .filter(flaw -> flaw.kind() == Kind.NO_ENTRY_LOST)
                        .noneMatch(flaw -> collected.start().mayHaveLostMark(flaw.recordsAfter()));
    }

    /**
     * Whether its entries can follow a database: none is missing between, and both have the same last entry, unless the
     * index of the database is wrong.
     */
    boolean continues(DatabaseFacts database) {
        return isContinuous() && (collected.contradictingIndex().isPresent() || isOfTheSameTerm(database));
    }

    /** Whether the last entry of the database is that of the log, as far as both say. */
    boolean isOfTheSameTerm(DatabaseFacts database) {
        return appliedTerm().stream().allMatch(term -> database.term() == 0 || term == database.term());
    }

    /** Whether this log leads further than another copy of it. */
    boolean isNewerThan(LogReading other) {
        int byTerm = Long.compareUnsigned(collected.lastTerm(), other.collected.lastTerm());
        return byTerm > 0 || (byTerm == 0
                && Long.compareUnsigned(collected.lastIndex(), other.collected.lastIndex()) > 0);
    }

    /** The term of the last entry that is in the database, as {@link LogCollector#appliedTerm} finds it. */
    OptionalLong appliedTerm() {
        return collected.appliedTerm();
    }
}
