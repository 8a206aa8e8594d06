package org.etcdrecovery.core.rescue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.wal.EntryType;
import org.etcdrecovery.core.wal.LogFiles;
import org.etcdrecovery.core.wal.WalRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs of one cluster, whose members' databases end at entry 5. */
class LogJoinerTest {
    private static final long TERM = DeadMember.TERM;

    @TempDir
    private Path directory;

    private final List<MemberDirectory> members = new ArrayList<>();

    @Test
    void closesAGapUpToTheEntriesBehindIt() throws IOException {
        DeadMember damaged = member(1, entries(6, 20, TERM));
        damage(damaged, 10);
        assess(damaged);
        DeadMember other = member(2, entries(6, 15, TERM));
        Files.delete(other.database());
        assess(other);

        Triage triage = triage();

        MemberDirectory joined = triage.ranking().recommended().orElseThrow().directory();
        assertThat(joined.dataDir()).isEqualTo(damaged.dataDir());
        assertThat(joined.source().orElseThrow().reach()).isEqualTo(20);
        assertThat(joined.pieces()).extracting(LogPiece::first).containsExactly(6L, 10L, 16L);
        assertThat(joined.pieces()).extracting(LogPiece::last).containsExactly(9L, 15L, 20L);
        assertThat(joined.dataDirs()).containsExactly(damaged.dataDir(), other.dataDir());
        assertThat(joined.piecesOfOthers()).containsExactly(joined.pieces().get(1));
        assertThat(joined.tail().orElseThrow().committed().count() + joined.tail().orElseThrow().maybe().count())
                .isEqualTo(15);
        assertThat(finding(joined, RescueCode.LOG_COMPLETED).summary())
                .isEqualTo("This log lacks entries that are taken from elsewhere: entries 10 to 15 from the log of m2");
        assertThat(finding(joined, RescueCode.LOG_DAMAGED).remedy()).contains("rescue.log-completed");
        assertThatThrownBy(() -> joined.checkOutside(other.wal().resolve("new.db")))
                .hasMessageContaining("which is only read");
        assertThat(triage.directories().get(1).pieces()).as("what needs no other log").isEmpty();
    }

    @Test
    void continuesALogThatHasLostItsEnd() throws IOException {
        assess(member(1, entries(6, 8, TERM)));
        DeadMember log = member(2, entries(6, 20, TERM));
        Files.delete(log.database());
        removeBeginning(log, 7, 20);
        assess(log);

        MemberDirectory joined = triage().ranking().recommended().orElseThrow().directory();

        assertThat(joined.source().orElseThrow().reach()).isEqualTo(20);
        assertThat(joined.pieces()).extracting(LogPiece::last).containsExactly(8L, 20L);
    }

    /** A copy that was not completed: no zeros follow its last record. */
    @Test
    void completesALogThatWasCutShort() throws IOException {
        DeadMember cut = member(1, entries(6, 20, TERM));
        Path segment = segment(cut);
        Files.write(segment, Arrays.copyOf(Files.readAllBytes(segment), (int) record(cut, 10).offset() + 20));
        assess(cut);
        assertThat(finding(members.getFirst(), RescueCode.LOG_CUT_SHORT).remedy())
                .contains("If another member’s log has the lost entries, use its directory");
        DeadMember other = member(2, entries(6, 20, TERM));
        Files.delete(other.database());
        removeBeginning(other, 7, 20);
        assess(other);

        MemberDirectory joined = triage().ranking().recommended().orElseThrow().directory();

        assertThat(joined.dataDir()).isEqualTo(cut.dataDir());
        assertThat(joined.pieces()).extracting(LogPiece::last).containsExactly(9L, 20L);
        assertThat(finding(joined, RescueCode.LOG_COMPLETED).summary())
                .isEqualTo("This log lacks entries that are taken from elsewhere: entries 10 to 20 from the log of m2");
        Finding found = finding(joined, RescueCode.LOG_CUT_SHORT);
        assertThat(found.severity()).as("the operator still has to agree").isEqualTo(Severity.CARE);
        assertThat(found.remedy()).isEqualTo("“rescue snapshot” takes what is missing from another member’s log; the"
                + " finding rescue.log-completed says which. Start a server only on a copy of this directory.");
    }

    @Test
    void usesNoOtherLogIfOneDirectoryIsEnough() throws IOException {
        DeadMember damaged = member(1, entries(6, 20, TERM));
        damage(damaged, 10);
        assess(damaged);
        assess(member(2, entries(6, 20, TERM)));

        Triage triage = triage();

        assertThat(triage.directories()).allMatch(each -> each.pieces().isEmpty());
        assertThat(triage.ranking().recommended().orElseThrow().name()).isEqualTo("m2");
    }

    /** Nothing shows that the entries of the other log are those that were lost. */
    @Test
    void leavesAGapWhoseEntriesMayBeOthers() throws IOException {
        List<Entry> lost = entries(6, 12, TERM);
        lost.addAll(entries(13, 20, TERM + 2));
        DeadMember damaged = member(1, lost);
        damage(damaged, 10, 12);
        assess(damaged);
        assess(member(2, entries(6, 12, TERM)));

        MemberDirectory joined = triage().directories().getFirst();

        assertThat(joined.source().orElseThrow().reach()).isLessThan(13);
    }

    /** What is committed behind a gap says nothing of other entries in its place. */
    @Test
    void countsNoCommitIndexFromBehindAGap() throws IOException {
        List<Entry> lost = entries(6, 12, TERM);
        lost.addAll(entries(13, 20, TERM + 2));
        DeadMember damaged = member(1, lost, 20);
        damage(damaged, 10, 12);
        assess(damaged);
        DeadMember other = member(2, entries(6, 12, TERM));
        Files.delete(other.database());
        removeBeginning(other, 7, 12);
        assess(other);

        MemberDirectory joined = triage().directories().getFirst();

        assertThat(joined.pieces()).extracting(LogPiece::last).containsExactly(9L, 12L);
        assertThat(joined.tail().orElseThrow().committed().count()).isZero();
        assertThat(joined.tail().orElseThrow().maybe().count()).isEqualTo(7);
    }

    @Test
    void givesUpWhatALaterLeaderOverwrote() throws IOException {
        List<Entry> stale = entries(6, 8, TERM);
        stale.addAll(entries(9, 12, TERM));
        List<Entry> newer = entries(6, 8, TERM);
        newer.addAll(entries(9, 10, TERM + 1));
        assess(member(1, stale));
        DeadMember other = member(2, newer);
        Files.delete(other.database());
        removeBeginning(other, newer.subList(1, newer.size()));
        assess(other);

        MemberDirectory joined = triage().ranking().recommended().orElseThrow().directory();

        assertThat(joined.source().orElseThrow().reach()).isEqualTo(10);
        assertThat(joined.source().orElseThrow().term()).isEqualTo(TERM + 1);
        assertThat(joined.pieces()).extracting(LogPiece::last).containsExactly(8L, 10L);
        assertThat(finding(joined, RescueCode.ENTRIES_OVERWRITTEN).summary())
                .isEqualTo("In the log of m2, a later leader has overwritten entries 9 to 10 of this log");
    }

    /** A follower that was cut off gets a snapshot from the leader; what it had written before stays in its log. */
    @ParameterizedTest
    @ValueSource(longs = {10, 20, 25})
    void whatIsBeforeASnapshotFromTheLeaderIsNoOtherHistory(long stale) throws IOException {
        DeadMember follower = new DeadMember(directory.resolve("m1"), 1, DeadMember.REVISION);
        LogFiles log = follower.log();
        entries(6, stale, TERM).forEach(entry -> log.entry(entry.term(), entry.index(), entry.data()));
        log.snapshot(TERM + 1, 20).entry(TERM + 1, 21, DeadMember.PUT).state(TERM + 1, 21).writeTo(follower.wal());
        assess(follower);
        DeadMember leader = new DeadMember(directory.resolve("m2"), 2, DeadMember.REVISION);
        LogFiles whole = leader.log();
        entries(6, 8, TERM).forEach(entry -> whole.entry(entry.term(), entry.index(), entry.data()));
        entries(9, 21, TERM + 1).forEach(entry -> whole.entry(entry.term(), entry.index(), entry.data()));
        whole.state(TERM + 1, 21).writeTo(leader.wal());
        assess(leader);

        Ranking ranking = triage().ranking();

        assertThat(ranking.recommended().orElseThrow().name()).isEqualTo("m2");
        assertThat(ranking.members()).noneMatch(member -> member.directory()
                .findings()
                .stream()
                .anyMatch(finding -> finding.code() == RescueCode.LOGS_DIFFER));
    }

    /** What such a follower had beyond its commit index may never have been committed, also if another log continues from it. */
    @Test
    void nothingContinuesWithWhatASnapshotFromTheLeaderReplaced() throws IOException {
        DeadMember follower = new DeadMember(directory.resolve("m1"), 1, DeadMember.REVISION);
        LogFiles log = follower.log();
        entries(6, 10, TERM).forEach(entry -> log.entry(entry.term(), entry.index(), entry.data()));
        log.state(TERM, 7).snapshot(TERM + 1, 20).state(TERM + 1, 20).writeTo(follower.wal());
        Files.delete(follower.database());
        assess(follower);
        assess(member(2, entries(6, 6, TERM)));

        MemberDirectory joined = triage().ranking().recommended().orElseThrow().directory();

        assertThat(joined.source().orElseThrow().reach()).isEqualTo(7);
    }

    @Test
    void logsOfTwoHistoriesAreNeverJoined() throws IOException {
        assess(member(1, entries(6, 8, TERM)));
        List<Entry> other = new ArrayList<>(List.of(new Entry(TERM, 6, DeadMember.DELETE)));
        other.addAll(entries(7, 20, TERM));
        assess(member(2, other));

        Ranking ranking = triage().ranking();

        assertThat(ranking.recommended()).isEmpty();
        assertThat(ranking.headline()).isEqualTo("The logs of these directories are of different histories");
        assertThat(ranking.members()).allSatisfy(member -> assertThat(
                finding(member.directory(), RescueCode.LOGS_DIFFER).summary()).contains("differ in entry 6, which"));
    }

    /** A cluster that was made anew from one member, without what another one knew to be committed. */
    @Test
    void aLaterLeaderThatLacksCommittedEntriesIsOfAnotherHistory() throws IOException {
        assess(member(1, entries(6, 12, TERM), 12));
        assess(member(2, entries(6, 7, TERM + 1)));

        Ranking ranking = triage().ranking();

        assertThat(ranking.recommended()).isEmpty();
        assertThat(ranking.members()).allSatisfy(member -> assertThat(
                finding(member.directory(), RescueCode.LOGS_DIFFER).summary())
                .contains("differ in entries 6 to 7, which"));
    }

    @Test
    @Timeout(30)
    void comparesTheHighestIndex() throws IOException {
        MemberDirectory any = new DeadMember(directory.resolve("m1"), 1, DeadMember.REVISION).assess();
        EntryRun run = new EntryRun(Long.MAX_VALUE - 1, 0);
        run.add(new WalRecord.Entry(EntryType.NORMAL, TERM, Long.MAX_VALUE, DeadMember.PUT), 1);
        EntryRun other = new EntryRun(Long.MAX_VALUE - 1, 0);
        other.add(new WalRecord.Entry(EntryType.NORMAL, TERM, Long.MAX_VALUE, DeadMember.DELETE), 2);

        assertThat(LogDifference.of(new ComparedLog(any, List.of(run), 0), new ComparedLog(any, List.of(other), 0)))
                .contains(new LogDifference(LogDifference.Kind.HISTORY, Long.MAX_VALUE, Long.MAX_VALUE));
    }

    private record Entry(long term, long index, ByteString data) {}

    private static List<Entry> entries(long first, long last, long term) {
        List<Entry> entries = new ArrayList<>();
        for (long index = first; index <= last; index++) {
            entries.add(new Entry(term, index, DeadMember.PUT));
        }
        return entries;
    }

    private DeadMember member(long id, List<Entry> entries) throws IOException {
        return member(id, entries, DeadMember.APPLIED);
    }

    /** @param commit the commit index of the last hard state */
    private DeadMember member(long id, List<Entry> entries, long commit) throws IOException {
        DeadMember member = new DeadMember(directory.resolve("m" + id), id, DeadMember.REVISION);
        LogFiles log = member.log();
        entries.forEach(
                entry -> log.entry(entry.term(), entry.index(), entry.data()).state(entry.term(), DeadMember.APPLIED));
        log.state(entries.getLast().term(), commit).writeTo(member.wal());
        return member;
    }

    private static void removeBeginning(DeadMember member, long first, long last) throws IOException {
        removeBeginning(member, entries(first, last, TERM));
    }

    private static void removeBeginning(DeadMember member, List<Entry> rest) throws IOException {
        LogFiles log = new LogFiles(2, DeadMember.CLUSTER).snapshot(TERM, rest.getFirst().index() - 1);
        rest.forEach(
                entry -> log.entry(entry.term(), entry.index(), entry.data()).state(entry.term(), DeadMember.APPLIED));
        log.writeTo(member.wal());
    }

    private void assess(DeadMember member) throws IOException {
        members.add(member.assess());
    }

    private Triage triage() throws IOException {
        return Triage.of(members, Progress.NONE);
    }

    private static Finding finding(MemberDirectory directory, RescueCode code) {
        return directory.findings().stream().filter(found -> found.code() == code).findFirst().orElseThrow();
    }

    private static void damage(DeadMember member, long... indices) throws IOException {
        for (long index : indices) {
            damage(member, index);
        }
    }

    /** Overwrites the record of an entry. */
    private static void damage(DeadMember member, long index) throws IOException {
        try (FileChannel file = FileChannel.open(segment(member), StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(new byte[]{1, 2, 3, 4, 5, 6, 7, 8, 9}), record(member, index).offset() + 10);
        }
    }

    private static DumpedRecord record(DeadMember member, long index) throws IOException {
        List<DumpedRecord> entries = new ArrayList<>();
        LogDump.dump(member.dataDir(), false, record -> {
            if (record.type() == DumpedRecord.RecordType.ENTRY && record.index() == index) {
                entries.add(record);
            }
        }, Progress.NONE);
        return entries.getLast();
    }

    private static Path segment(DeadMember member) throws IOException {
        try (var files = Files.list(member.wal())) {
            return files.findFirst().orElseThrow();
        }
    }
}
