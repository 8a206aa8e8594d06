package org.etcdrecovery.core.rescue;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.InputStream;
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
import org.etcdrecovery.core.rescue.LogFacts.End;
import org.etcdrecovery.core.wal.LogFiles;
import org.etcdrecovery.core.wal.SegmentName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From what a snapshot can be made, in directories that lack something or hold more than one database. */
class DirectorySourcesTest {
    @TempDir
    private Path directory;

    private DeadMember member;

    @BeforeEach
    void die() throws IOException {
        member = new DeadMember(directory.resolve("m1.etcd"));
        member.log().entry(2, 6, DeadMember.PUT).entry(2, 7, DeadMember.PUT).state(2, 6).writeTo(member.wal());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 100, 4096, 8192, 9000})
    void theLogAloneIsEnoughIfItBeginsWithTheFirstEntry(int length) throws IOException {
        byte[] bytes = Files.readAllBytes(member.database());
        if (length < 0) {
            Files.delete(member.database());
        } else {
            Files.write(member.database(), Arrays.copyOf(bytes, length));
        }

        MemberDirectory found = member.assess();

        assertThat(found.source()).contains(new RescueSource(RescueSource.Kind.LOG, member.wal(), 0, 7, 2));
        assertThat(found.canBeTaken()).isFalse();
        assertThat(codes(found)).contains("rescue.rebuild-from-log");
        assertThat(found.tail().orElseThrow().committed().count()).isEqualTo(6);
        assertThat(found.tail().orElseThrow().maybe().count()).isEqualTo(1);
        assertThat(Ranker.rank(List.of(found), Optional.empty()).recommended()).isPresent();
    }

    @Test
    void theLogOfARestoredMemberIsNotEnough() throws IOException {
        Files.delete(member.database());
        new LogFiles(1, DeadMember.CLUSTER).confChange(1, 1)
                .confChange(1, 2)
                .state(1, 2)
                .snapshot(1, 2)
                .entry(2, 3, ByteString.EMPTY)
                .entry(2, 4, DeadMember.PUT)
                .state(2, 4)
                .writeTo(member.wal());

        MemberDirectory found = member.assess();

        assertThat(found.source()).isEmpty();
        assertThat(found.findings()).anySatisfy(finding -> {
            assertThat(finding.code()).isEqualTo(RescueCode.RESTORED_HISTORY);
            assertThat(finding.severity()).isEqualTo(Severity.DAMAGE);
        });
        assertThat(Ranker.rank(List.of(found), Optional.empty()).recommended()).isEmpty();
    }

    /** The mark of a restored member may be the record that is lost. */
    @Test
    void aLogThatLostARecordIsNotTrustedToHoldEverything() throws IOException {
        Files.delete(member.database());
        LogFiles log = new LogFiles(1, DeadMember.CLUSTER).confChange(1, 1).state(1, 1);
        int start = (int) Files.size(log.writeTo(member.wal())) - LogFiles.ZEROS;
        Path segment = log.snapshot(1, 1).entry(2, 2, ByteString.EMPTY).state(2, 2).writeTo(member.wal());
        assertThat(codes(member.assess())).contains("rescue.restored-history");
        byte[] bytes = Files.readAllBytes(segment);
        bytes[start + 18] ^= 1;
        Files.write(segment, bytes);

        assertThat(codes(member.assess())).contains("rescue.log-flaw");
        assertThat(member.assess().source()).isEmpty();
    }

    @Test
    void aLogOfAnotherHistoryAddsNothing() throws IOException {
        member.log().entry(1, 5, DeadMember.PUT).entry(1, 6, DeadMember.PUT).state(1, 6).writeTo(member.wal());

        MemberDirectory found = member.assess();

        assertThat(codes(found)).contains("rescue.other-history");
        assertThat(found.source().orElseThrow().reach()).isEqualTo(5);
        assertThat(found.segments()).as("what a replay reads").isEmpty();
        assertThat(found.tail().orElseThrow().afterAll()).isEmpty();
    }

    /** Logs that etcd's own tools and ours have written. */
    @ParameterizedTest
    @ValueSource(strings = {"3.4.23", "3.5.35", "3.6.16", "3.7.3"})
    void theLogOfARestoredMemberIsKnownInEveryForm(String version) throws IOException {
        for (String restored : List.of("restored-one", "restored-three")) {
            Path wal = Files.createDirectories(directory.resolve(version + restored + "/member/wal"));
            try (InputStream in = getClass().getResourceAsStream("/wal/" + version + "/" + restored + ".wal")) {
                Files.write(wal.resolve(SegmentName.FIRST.fileName()), in.readAllBytes());
            }
            MemberDirectory found = DirectoryAssessor.assess(directory.resolve(version + restored), Progress.NONE);

            assertThat(codes(found)).contains("rescue.restored-history");
            assertThat(found.source()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000000000000006.snap.db", "db.tmp.77", "db"})
    void aDatabaseAndALogOutsideADataDirectoryAreFound(String name) throws IOException {
        Path loose = Files.createDirectories(directory.resolve("loose"));
        Path file = Files.write(loose.resolve(name), DeadMember.image(5, 6));

        for (Path named : List.of(loose, file)) {
            MemberDirectory found = DirectoryAssessor.assess(named, member.wal(), Progress.NONE);
            assertThat(found.source()).contains(new RescueSource(RescueSource.Kind.DATABASE, file, 6, 7, 2));
        }
    }

    @Test
    void aLogThatBeginsLaterHasNothingToStartFrom() throws IOException {
        Files.delete(member.database());
        new LogFiles(1, DeadMember.CLUSTER).snapshot(2, 5)
                .entry(2, 6, DeadMember.PUT)
                .state(2, 6)
                .writeTo(member.wal());

        assertThat(codes(member.assess())).contains("rescue.nothing-to-start-from");
        assertThat(member.assess().source()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aReceivedDatabaseIsASource(boolean alone) throws IOException {
        Path received = member.database().resolveSibling("0000000000000006.snap.db");
        Files.write(received, DeadMember.image(5, 6));
        if (alone) {
            Files.delete(member.database());
        }

        MemberDirectory found = member.assess();

        assertThat(found.source()).contains(new RescueSource(RescueSource.Kind.DATABASE, received, 6, 7, 2));
        assertThat(found.database()).isEqualTo(received);
        assertThat(found.db().orElseThrow().revision()).isEqualTo(5);
        assertThat(found.tail().orElseThrow().maybe().count()).isEqualTo(1);
        assertThat(codes(found)).contains("rescue.database-received");
        assertThat(found.databases()).hasSize(alone ? 1 : 2);
    }

    @Test
    void aReceivedDatabaseThatIsOlderOrDamagedIsNot() throws IOException {
        Files.write(member.database().resolveSibling("0000000000000003.snap.db"), DeadMember.image(2, 3));
        Files.write(member.database().resolveSibling("0000000000000008.snap.db"),
                Arrays.copyOf(DeadMember.image(5, 8), 5000));

        MemberDirectory found = member.assess();

        assertThat(found.database()).isEqualTo(member.database());
        assertThat(codes(found)).containsExactly("rescue.database-unusable");
    }

    @Test
    void whatADefragmentationLeftIsASourceOnlyIfItIsComplete() throws IOException {
        Files.delete(member.database());
        Path leftover = member.database().resolveSibling("db.tmp.123");
        Files.write(leftover, DeadMember.image(4, 0));
        assertThat(member.assess().source().orElseThrow().kind()).isEqualTo(RescueSource.Kind.LOG);

        Files.write(leftover, DeadMember.image(4, 5));
        assertThat(member.assess().source()).contains(
                new RescueSource(RescueSource.Kind.DATABASE, leftover, 5, 7, 2));
    }

    @ParameterizedTest
    @CsvSource({"0,20", "1,20", "5,20", "14,20", "19,20", "20,20", "2,5", "4,5", "5,5"})
    void anIndexThatTheContentContradictsIsNotBelieved(long stated, long content) throws IOException {
        LogFiles log = new LogFiles(1, DeadMember.CLUSTER).confChange(1, 1);
        for (long index = 2; index <= 25; index++) {
            log.entry(DeadMember.TERM, index, DeadMember.put(index));
        }
        log.state(DeadMember.TERM, 25).writeTo(member.wal());
        Files.write(member.database(), DeadMember.image(content, stated));

        MemberDirectory found = member.assess();

        assertThat(found.source()).contains(
                new RescueSource(RescueSource.Kind.DATABASE, member.database(), content, 25, 2));
        assertThat(found.tail().orElseThrow().committed().count()).isEqualTo(25 - content);
        assertThat(codes(found).contains("rescue.index-too-small")).isEqualTo(stated != content);
    }

    @Test
    void keysOfTheV2ApiAreNamed() throws IOException {
        ByteString store = ByteString.copyFromUtf8("{\"Root\":{\"Path\":\"/\",\"Children\":{\"1\":{\"Path\":\"/1\","
                + "\"Children\":{\"a\":{\"Path\":\"/1/a\",\"Children\":null}}}}}}");
        SnapFile snap = new SnapFile(2, 4, ConfState.getDefaultInstance(), store);
        Files.write(member.database().resolveSibling(snap.name().fileName()), snap.toBytes());

        assertThat(member.assess().findings()).singleElement()
                .satisfies(finding -> assertThat(finding.summary())
                        .isEqualTo("The raft snapshot holds 1 key of the v2 API"));
    }

    @Test
    void aLogThatEndsBeforeWhatWasCommittedIsShort() throws IOException {
        member.log().entry(2, 6, DeadMember.PUT).state(2, 50).writeTo(member.wal());

        MemberDirectory found = member.assess();

        assertThat(found.log().orElseThrow().end()).isEqualTo(End.SHORT);
        assertThat(found.findings()).singleElement()
                .satisfies(finding -> assertThat(finding.summary()).startsWith("Entries 7 to 50 were committed"));
    }

    /** They may be what remains of records, so it is not said that nothing is missing. */
    @Test
    void aLogThatEndsInForeignBytesIsNotWhole() throws IOException {
        Files.delete(member.database());
        Path segment = member.log().entry(2, 6, DeadMember.PUT).state(2, 6).writeTo(member.wal());
        byte[] bytes = Files.readAllBytes(segment);
        byte[] foreign = Arrays.copyOf(bytes, bytes.length + 600);
        Arrays.fill(foreign, bytes.length, foreign.length, (byte) 0xff);
        Files.write(segment, foreign);

        MemberDirectory found = member.assess();

        assertThat(codes(found)).contains("rescue.foreign-bytes", "rescue.rebuild-from-log");
        assertThat(found.log().orElseThrow().end()).isEqualTo(End.DAMAGED);
        assertThat(found.findings()).filteredOn(finding -> finding.code().equals(RescueCode.REBUILD_FROM_LOG))
                .allSatisfy(finding -> assertThat(finding.why()).contains("later entries may be lost"));
    }

    @Test
    void readsALimitedNumberOfLeftoversAndSaysSo() throws IOException {
        for (int i = 0; i < Databases.MAX_FILES + 2; i++) {
            Files.write(member.database().resolveSibling("db.tmp." + i), new byte[10]);
        }

        MemberDirectory found = member.assess();

        assertThat(found.databases()).hasSize(1 + Databases.MAX_FILES);
        assertThat(found.findings()).extracting(Finding::summary)
                .contains("Too many databases: 2 older files were not read");
    }

    @Test
    void theCopyThatARepairMadeIsUsedIfItHoldsMore() throws IOException {
        LogFiles log = member.log().entry(2, 6, DeadMember.PUT).entry(2, 7, DeadMember.PUT);
        Path segment = log.state(2, 7).writeTo(member.wal());
        byte[] bytes = Files.readAllBytes(segment);
        Path broken = Files.write(segment.resolveSibling(segment.getFileName() + ".broken"), bytes);
        Files.write(segment, Arrays.copyOf(bytes, bytes.length - LogFiles.ZEROS - 96));
        assertThat(member.assess().log().orElseThrow().lastIndex()).isEqualTo(7);
        assertThat(codes(member.assess())).containsExactly("rescue.broken-segment");

        Files.write(broken, Arrays.copyOf(bytes, bytes.length - LogFiles.ZEROS - 96));
        assertThat(codes(member.assess())).doesNotContain("rescue.broken-segment");
    }

    private static List<String> codes(MemberDirectory found) {
        return found.findings().stream().map(Finding::code).map(code -> code.text()).toList();
    }
}
