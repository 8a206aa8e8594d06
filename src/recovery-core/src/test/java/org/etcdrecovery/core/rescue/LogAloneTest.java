package org.etcdrecovery.core.rescue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.proto.ConfState;
import org.etcdrecovery.core.raftsnap.SnapFile;
import org.etcdrecovery.core.raftsnap.SnapName;
import org.etcdrecovery.core.rescue.LogFacts.End;
import org.etcdrecovery.core.wal.LogFiles;
import org.etcdrecovery.core.wal.SegmentName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said about a log that is all that is left, and about the raft snapshots beside it. */
class LogAloneTest {
    @TempDir
    private Path directory;

    private DeadMember member;

    @BeforeEach
    void die() throws IOException {
        member = new DeadMember(directory.resolve("m1.etcd"));
        member.log().entry(2, 6, DeadMember.PUT).entry(2, 7, DeadMember.PUT).state(2, 7).writeTo(member.wal());
    }

    private void snapshot(long named, long index) throws IOException {
        byte[] bytes = new SnapFile(2, index, ConfState.getDefaultInstance(), ByteString.copyFromUtf8("{}")).toBytes();
        Files.write(member.database().resolveSibling(new SnapName(2, named).fileName()), bytes);
    }

    /** The server made the raft snapshot of entries that it had applied. */
    @ParameterizedTest
    @CsvSource({"9,9,0", "9,8,0", "8,9,0", "9,9,30", "7,9,3"})
    void aRaftSnapshotBeyondTheLogShowsThatEntriesAreMissing(long named, long index, int cut) throws IOException {
        Files.delete(member.database());
        Path segment = member.log()
                .entry(2, 6, DeadMember.PUT)
                .entry(2, 7, DeadMember.PUT)
                .state(2, 7)
                .entry(2, 8, DeadMember.PUT)
                .writeTo(member.wal());
        long torn = Files.size(segment) - LogFiles.ZEROS - 10;
        Files.write(segment, Arrays.copyOf(Files.readAllBytes(segment), (int) torn - cut));
        snapshot(named, index);

        MemberDirectory found = member.assess();

        assertThat(found.log().orElseThrow().end()).isEqualTo(End.SHORT);
        assertThat(found.findings()).anySatisfy(finding -> {
            assertThat(finding.code()).isEqualTo(RescueCode.COMMIT_BEYOND_LOG);
            assertThat(finding.severity()).isEqualTo(Severity.CARE);
            assertThat(finding.summary()).startsWith("At least entries 8 to 9 are missing");
        });
        assertThat(text(found)).contains("no entry up to there is missing. But later entries were committed")
                .doesNotContain("nothing else", "Nothing: a server drops it");
    }

    @Test
    void aRaftSnapshotThatTheLogOrTheDatabaseReachesShowsNothing() throws IOException {
        snapshot(7, 7);
        assertThat(codes(member.assess())).doesNotContain("rescue.commit-beyond-log");

        Files.write(member.database(), DeadMember.image(8, 9));
        snapshot(9, 9);
        assertThat(codes(member.assess())).doesNotContain("rescue.commit-beyond-log");
    }

    @Test
    void theEndOfALogDoesNotProveThatNothingCameAfterIt() throws IOException {
        Files.delete(member.database());

        assertThat(text(member.assess()))
                .contains("no entry up to there is missing. Whether it once held later entries cannot be known");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 20, 2000})
    void aDamagedRaftSnapshotIsANote(int length) throws IOException {
        snapshot(5, 5);
        snapshot(4, 4);
        Path file = member.database().resolveSibling(new SnapName(2, 5).fileName());
        byte[] bytes = Arrays.copyOf(Files.readAllBytes(file), length);
        bytes = length == 0 ? bytes : flipped(bytes, length / 2);
        Files.write(file, bytes);

        MemberDirectory found = member.assess();

        assertThat(found.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(RescueCode.RAFT_SNAPSHOT_DAMAGED);
            assertThat(finding.severity()).isEqualTo(Severity.NOTE);
            assertThat(finding.place()).isEqualTo(file.toString());
        });
    }

    /** A log whose beginning is damaged in any way: with the database it can be read on, without it perhaps not. */
    @ParameterizedTest
    @CsvSource({"8,1,7", "9,1,7", "0,16,7", "0,60,7", "0,120,7", "0,200,5", "16,80,7", "20,1,7"})
    void aLogWithADamagedBeginningIsDamagedNotMissing(int from, int length, long reach) throws IOException {
        byte[] damaged = Files.readAllBytes(segment());
        Arrays.fill(damaged, from, from + length, (byte) 0xee);
        Files.write(segment(), damaged);

        MemberDirectory with = member.assess();
        assertThat(codes(with)).doesNotContain("rescue.no-log");
        assertThat(codes(with)).containsAnyOf("rescue.log-flaw", "rescue.log-damaged", "rescue.record-healed");
        assertThat(with.source().orElseThrow().reach()).as(text(with)).isEqualTo(reach);
        assertThat(with.logCondition()).isNotEmpty().isNotEqualTo(Optional.of(LogCondition.WHOLE));
        assertThat(with.log().orElseThrow().isNamed()).isNotEqualTo(codes(with).contains("rescue.member-unknown"));
        assertThat(Ranker.rank(List.of(with), Optional.empty()).recommended()).isPresent();

        LogDump.Result dump = LogDump.dump(member.wal(), false, _ -> {}, Progress.NONE);
        assertThat(dump.findings()).isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.remedy()).contains("“rescue assess”")
                        .doesNotContain("“rescue snapshot” uses"));

        Files.delete(member.database());
        MemberDirectory without = member.assess();
        assertThat(codes(without)).doesNotContain("rescue.no-log");
        assertThat(codes(without)).containsAnyOf("rescue.log-flaw", "rescue.log-damaged", "rescue.record-healed");
        assertThat(text(without)).contains("follow").doesNotContain("end of the database", "after entry 0");
    }

    /** Two directories of which one does not say whose it is are not taken for directories of different clusters. */
    @Test
    void aLogThatDoesNotNameItsClusterIsNotOfAnother() throws IOException {
        MemberDirectory named = member.assess();
        byte[] damaged = Files.readAllBytes(segment());
        Arrays.fill(damaged, 0, 100, (byte) 0);
        Files.write(segment(), damaged);
        MemberDirectory unnamed = member.assess();

        assertThat(unnamed.log().orElseThrow().isNamed()).isFalse();
        assertThat(Ranker.rank(List.of(named, unnamed), Optional.empty()).recommended()).isPresent();
    }

    /** Opening a pipe would wait for its writer. */
    @ParameterizedTest
    @ValueSource(strings = {"wal/0000000000000001-0000000000000008.wal", "snap/db"})
    @Timeout(60)
    void aPipeAmongTheFilesIsAFinding(String name) throws Exception {
        Path pipe = member.dataDir().resolve("member").resolve(name);
        Files.deleteIfExists(pipe);
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "mkfifo makes a pipe");

        MemberDirectory found = member.assess();

        assertThat(text(found)).contains("not a regular file");
        assertThat(found.canBeRescued()).isTrue();
    }

    /** The mark of a restored member is right behind the founding entries; a record lost elsewhere cannot be it. */
    @Test
    void aLostRecordOnlyMattersWhereTheMarkOfARestoredMemberWouldBe() throws IOException {
        Files.delete(member.database());
        LogFiles log = new LogFiles(1, DeadMember.CLUSTER).confChange(1, 1);
        int behindFounding = (int) Files.size(log.writeTo(member.wal())) - LogFiles.ZEROS;
        log.state(1, 1).entry(2, 2, ByteString.EMPTY);
        int behindWrite = (int) Files.size(log.writeTo(member.wal())) - LogFiles.ZEROS;
        byte[] bytes = Files.readAllBytes(
                log.state(2, 2).entry(2, 3, DeadMember.PUT).state(2, 3).writeTo(member.wal()));
        assertThat(member.assess().source()).isPresent();

        Files.write(segment(), flipped(bytes, behindFounding + 20));
        assertThat(codes(member.assess())).contains("rescue.log-flaw");
        assertThat(member.assess().source()).isEmpty();

        Files.write(segment(), flipped(bytes, behindWrite + 20));
        assertThat(codes(member.assess())).contains("rescue.log-flaw", "rescue.rebuild-from-log");
        assertThat(member.assess().source().orElseThrow().reach()).isEqualTo(3);
    }

    private Path segment() {
        return member.wal().resolve(SegmentName.FIRST.fileName());
    }

    private static byte[] flipped(byte[] bytes, int at) {
        byte[] other = bytes.clone();
        other[at] ^= 1;
        return other;
    }

    private static String text(MemberDirectory found) {
        return String.join("\n", found.findings()
                .stream()
                .map(finding -> finding.summary() + ". " + finding.why() + " " + finding.remedy())
                .toList());
    }

    private static List<String> codes(MemberDirectory found) {
        return found.findings().stream().map(Finding::code).map(code -> code.text()).toList();
    }
}
