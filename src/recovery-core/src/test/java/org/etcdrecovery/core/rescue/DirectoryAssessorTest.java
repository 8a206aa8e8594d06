package org.etcdrecovery.core.rescue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.OptionalLong;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.keyspace.ClusterId;
import org.etcdrecovery.core.keyspace.MemberId;
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
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryAssessorTest {
    @TempDir
    private Path directory;

    private DeadMember member;

    @BeforeEach
    void die() throws IOException {
        member = new DeadMember(directory.resolve("m1.etcd"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "member", "member/snap", "member/snap/db"})
    void isFoundFromAnyOfItsParts(String part) throws IOException {
        MemberDirectory found = DirectoryAssessor.assess(member.dataDir().resolve(part), Progress.NONE);

        assertThat(found).isEqualTo(member.assess());
        assertThat(found.dataDir()).isEqualTo(member.dataDir());
        assertThat(found.walDir()).isEqualTo(member.wal());
    }

    @Test
    void saysHowFarDatabaseAndLogHaveCome() throws IOException {
        member.log().entry(3, 6, ByteString.EMPTY).entry(3, 7, DeadMember.PUT).state(3, 6).writeTo(member.wal());

        MemberDirectory found = member.assess();

        assertThat(found.findings()).isEmpty();
        assertThat(found.databaseSize()).isEqualTo(Files.size(member.database()));
        assertThat(found.db()).hasValueSatisfying(db -> {
            assertThat(db.consistentIndex()).isEqualTo(DeadMember.APPLIED);
            assertThat(db.term()).isEqualTo(DeadMember.TERM);
            assertThat(db.revision()).isEqualTo(DeadMember.REVISION);
        });
        assertThat(found.log()).contains(
                new LogFacts(new MemberId(1), new ClusterId(DeadMember.CLUSTER), 3, MemberId.NONE, 6, 6, 3, 7,
                        End.WHOLE));
        assertThat(found.member()).hasValueSatisfying(known -> assertThat(known.name()).isEqualTo("m1"));
        assertThat(found.isOnlyVoter()).isFalse();
    }

    @Test
    void countsWhatOnlyTheLogHolds() throws IOException {
        member.log()
                .entry(3, 6, ByteString.EMPTY)
                .entry(3, 7, DeadMember.PUT)
                .entry(3, 8, DeadMember.PUT)
                .confChange(3, 9)
                .state(3, 8)
                .entry(3, 10, DeadMember.DELETE)
                .entry(3, 11, DeadMember.PUT)
                .writeTo(member.wal());

        MemberDirectory found = member.assess();

        LogTail tail = found.tail().orElseThrow();
        assertThat(tail.committed().kinds()).isEqualTo(Map.of(EntryKind.NEW_LEADER, 1L, EntryKind.PUT, 2L));
        assertThat(tail.maybe().kinds())
                .isEqualTo(Map.of(EntryKind.MEMBERSHIP, 1L, EntryKind.DELETE, 1L, EntryKind.PUT, 1L));
        assertThat(tail.afterCommitted().orElseThrow().exact()).isEqualTo(OptionalLong.of(6));
        assertThat(tail.afterAll()).contains(new RevisionBounds(7, 8));
        assertThat(found.missing()).isEqualTo("Only the log holds 3 committed entries (2 puts, 1 election of a leader),"
                + " up to revision 6. After those it holds 3 entries (1 put, 1 delete, 1 change of membership), up"
                + " to a revision between 7 and 8, that may or may not be committed: a member learns of a commit a"
                + " moment later.");
    }

    @Test
    void leavesOutWhatALaterLeaderHasReplaced() throws IOException {
        member.log()
                .entry(2, 6, DeadMember.PUT)
                .entry(2, 7, DeadMember.PUT)
                .entry(2, 8, DeadMember.PUT)
                .entry(3, 7, ByteString.EMPTY)
                .state(3, 7)
                .writeTo(member.wal());

        MemberDirectory found = member.assess();

        assertThat(found.tail().orElseThrow().committed().kinds())
                .isEqualTo(Map.of(EntryKind.PUT, 1L, EntryKind.NEW_LEADER, 1L));
        assertThat(found.tail().orElseThrow().maybe().isEmpty()).isTrue();
        assertThat(found.log().orElseThrow().lastIndex()).isEqualTo(7);
        assertThat(found.log().orElseThrow().lastTerm()).isEqualTo(3);
    }

    @Test
    void lacksNothingWhenTheLogEndsWithTheDatabase() throws IOException {
        LogTail tail = member.assess().tail().orElseThrow();
        assertThat(tail.committed().isEmpty() && tail.maybe().isEmpty()).isTrue();
        assertThat(member.assess().missing()).isEmpty();
    }

    @Test
    void theDatabaseBesideALogThatIsNamedIsFound() throws IOException {
        assertThat(DirectoryAssessor.assess(member.wal(), Progress.NONE)).isEqualTo(member.assess());

        Path alone = Files.createDirectory(directory.resolve("wal"));
        Files.copy(member.wal().resolve(SegmentName.FIRST.fileName()), alone.resolve(SegmentName.FIRST.fileName()));

        assertThat(DirectoryAssessor.assess(alone, Progress.NONE).findings())
                .filteredOn(finding -> finding.code().equals(RescueCode.NO_DATABASE))
                .singleElement()
                .satisfies(finding -> assertThat(finding.place()).isEqualTo(alone.toString()));
    }

    @Test
    void sayWhatElseWasNamed() throws IOException {
        Path empty = Files.createDirectory(directory.resolve("empty"));
        Path other = Files.createDirectory(directory.resolve("other"));
        Files.writeString(other.resolve("notes.txt"), "");
        Path many = Files.createDirectory(directory.resolve("many"));
        for (int i = 0; i < 9; i++) {
            Files.createFile(many.resolve("file" + i));
        }
        Path snapshot = Files.write(directory.resolve("backup.db"), Files.readAllBytes(member.database()));
        Files.write(snapshot, new byte[32], StandardOpenOption.APPEND);
        Path text = Files.writeString(directory.resolve("text"), "text");

        assertThatThrownBy(() -> DirectoryAssessor.assess(empty, Progress.NONE))
                .isInstanceOf(NotADataDirectoryException.class)
                .hasMessageContaining("empty is an empty directory, not a data directory of etcd (");
        assertThatThrownBy(() -> DirectoryAssessor.assess(other, Progress.NONE))
                .isInstanceOf(NotADataDirectoryException.class)
                .hasMessageContaining("is a directory with notes.txt, not a data directory of etcd (");
        assertThatThrownBy(() -> DirectoryAssessor.assess(many, Progress.NONE))
                .hasMessageMatching("(?s).* is a directory with file0, file1, .*file\\d and \\d more, not a data.*");
        assertThatThrownBy(() -> DirectoryAssessor.assess(snapshot, Progress.NONE))
                .isInstanceOf(NotADataDirectoryException.class)
                .hasMessageContaining("is a snapshot that ends with its SHA-256, not")
                .hasMessageContaining("It needs no rescue");
        assertThatThrownBy(() -> DirectoryAssessor.assess(text, Progress.NONE))
                .isInstanceOf(NotADataDirectoryException.class)
                .hasMessageContaining("not an intact bbolt database");
        assertThatThrownBy(() -> DirectoryAssessor.assess(directory.resolve("absent"), Progress.NONE))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void seesWhenLogAndDatabaseDoNotGoTogether() throws IOException {
        member.log().snapshot(2, 9).entry(3, 10, DeadMember.PUT).state(3, 10).writeTo(member.wal());
        assertFinding(member.assess(), Severity.CARE, "The log does not continue where the database ends: some of"
                + " the entries 6 to 10 are missing");
        assertThat(member.assess().tail().orElseThrow().afterAll()).isEmpty();

        new LogFiles(1, DeadMember.CLUSTER).confChange(1, 1).state(1, 1).writeTo(member.wal());
        assertFinding(member.assess(), Severity.CARE,
                "The database holds entries up to 5, but the log ends at 1");

        member.log().entry(1, 5, DeadMember.PUT).state(1, 5).writeTo(member.wal());
        assertFinding(member.assess(), Severity.CARE, "Database and log disagree: entry 5 is of term 2"
                + " in the database and of term 1 in the log");
    }

    @Test
    void seesTheNewerDatabaseThatALeaderSent() throws IOException {
        SnapFile snapshot = new SnapFile(2, 9, ConfState.getDefaultInstance(), ByteString.EMPTY);
        Path snap = member.database().resolveSibling(snapshot.name().fileName());
        Files.write(snap, snapshot.toBytes());
        assertFinding(member.assess(), Severity.CARE, "The database is older than the raft snapshot");

        Files.write(snap.resolveSibling("0000000000000009.snap.db"), DeadMember.image(8, 9));
        assertFinding(member.assess(), Severity.CARE, "A leader sent this database, up to entry 9");
    }

    static void assertFinding(MemberDirectory found, Severity severity, String summary) {
        assertThat(found.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(severity);
            assertThat(finding.summary()).startsWith(summary);
            assertThat(finding.why()).isNotEmpty();
            assertThat(finding.remedy()).isNotEmpty();
        });
    }
}
