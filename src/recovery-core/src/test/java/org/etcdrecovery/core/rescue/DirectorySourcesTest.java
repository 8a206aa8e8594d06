package org.etcdrecovery.core.rescue;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.rescue.LogFacts.End;
import org.etcdrecovery.core.wal.LogFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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
        assertThat(Ranker.rank(List.of(found)).recommended()).isPresent();
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
        assertThat(Ranker.rank(List.of(found)).recommended()).isEmpty();
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
    @ValueSource(longs = {1, 5, 14, 19, 20})
    void anIndexThatTheContentContradictsIsNotBelieved(long stated) throws IOException {
        LogFiles log = new LogFiles(1, DeadMember.CLUSTER).confChange(1, 1);
        for (long index = 2; index <= 25; index++) {
            log.entry(DeadMember.TERM, index, DeadMember.put(index));
        }
        log.state(DeadMember.TERM, 25).writeTo(member.wal());
        Files.write(member.database(), DeadMember.image(20, stated));

        MemberDirectory found = member.assess();

        assertThat(found.source()).contains(
                new RescueSource(RescueSource.Kind.DATABASE, member.database(), 20, 25, 2));
        assertThat(found.tail().orElseThrow().committed().count()).isEqualTo(5);
        assertThat(codes(found).contains("rescue.index-too-small")).isEqualTo(stated != 20);
    }

    @Test
    void aLogThatEndsBeforeWhatWasCommittedIsShort() throws IOException {
        member.log().entry(2, 6, DeadMember.PUT).state(2, 50).writeTo(member.wal());

        MemberDirectory found = member.assess();

        assertThat(found.log().orElseThrow().end()).isEqualTo(End.SHORT);
        assertThat(found.findings()).singleElement()
                .satisfies(finding -> assertThat(finding.summary()).startsWith("Entries 7 to 50 were committed"));
    }

    @Test
    void theCopyThatARepairMadeIsUsedIfItHoldsMore() throws IOException {
        LogFiles log = member.log().entry(2, 6, DeadMember.PUT).entry(2, 7, DeadMember.PUT);
        Path segment = log.state(2, 7).writeTo(member.wal());
        byte[] bytes = Files.readAllBytes(segment);
        Path broken = Files.write(segment.resolveSibling(segment.getFileName() + ".broken"), bytes);
        Files.write(segment, Arrays.copyOf(bytes, bytes.length - 96));
        assertThat(member.assess().log().orElseThrow().lastIndex()).isEqualTo(7);
        assertThat(codes(member.assess())).containsExactly("rescue.broken-segment");

        Files.write(broken, Arrays.copyOf(bytes, bytes.length - 96));
        assertThat(codes(member.assess())).doesNotContain("rescue.broken-segment");
    }

    private static List<String> codes(MemberDirectory found) {
        return found.findings().stream().map(Finding::code).map(code -> code.text()).toList();
    }
}
