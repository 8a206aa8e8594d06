package org.etcdrecovery.core.rescue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.etcdrecovery.core.rescue.DirectoryAssessorTest.assertFinding;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.rescue.LogFacts.End;
import org.etcdrecovery.core.wal.LogFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is damaged, incomplete or missing in a data directory. */
class DamagedDirectoryTest {
    @TempDir
    private Path directory;

    private DeadMember member;

    @BeforeEach
    void die() throws IOException {
        member = new DeadMember(directory.resolve("m1.etcd"));
    }

    @Test
    void aTornTailIsHarmless() throws IOException {
        Path segment = member.log()
                .entry(2, 6, DeadMember.PUT)
                .state(2, 6)
                .entry(2, 7, ByteString.copyFromUtf8("v".repeat(2000)))
                .writeTo(member.wal());
        byte[] bytes = Files.readAllBytes(segment);
        Arrays.fill(bytes, bytes.length - LogFiles.ZEROS - 1024, bytes.length, (byte) 0);
        Files.write(segment, bytes);

        MemberDirectory found = member.assess();

        assertThat(found.log().orElseThrow().end()).isEqualTo(End.TORN);
        assertThat(found.tail().orElseThrow().afterAll()).contains(new RevisionBounds(5, 5));
        assertFinding(found, Severity.NOTE, "The last write to the log is incomplete: ");
    }

    /** A copy that was not completed ends with its file: no zeros follow. What is missing may have been acknowledged. */
    @Test
    void aLogThatWasCutShortIsNeitherWholeNorTorn() throws IOException {
        LogFiles log = member.log().entry(2, 6, DeadMember.PUT).state(2, 6);
        int boundary = (int) Files.size(log.writeTo(member.wal())) - LogFiles.ZEROS;
        Path segment = log.entry(2, 7, DeadMember.PUT).state(2, 7).writeTo(member.wal());
        byte[] bytes = Files.readAllBytes(segment);

        Files.write(segment, Arrays.copyOf(bytes, boundary + 20));
        MemberDirectory inside = member.assess();

        assertThat(inside.log().orElseThrow().end()).isEqualTo(End.CUT_SHORT);
        assertThat(inside.logCondition()).contains(LogCondition.CUT_SHORT);
        assertThat(inside.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(RescueCode.LOG_CUT_SHORT);
            assertThat(finding.severity()).isEqualTo(Severity.CARE);
            assertThat(finding.summary()).isEqualTo("The file of the log ends inside a record, after entry 6: only"
                    + " 20 bytes of the record are there, and what followed is unknown");
            assertThat(finding.why()).contains("Acknowledged writes may be missing");
        });
        assertThat(LogDump.dump(member.dataDir(), false, _ -> {}, Progress.NONE).findings())
                .isNotEmpty()
                .allMatch(finding -> finding.code().equals(RescueCode.LOG_CUT_SHORT));

        Files.write(segment, Arrays.copyOf(bytes, boundary));
        MemberDirectory between = member.assess();

        assertThat(between.log().orElseThrow().end()).isEqualTo(End.ENDS_WITH_FILE);
        assertThat(between.logCondition()).contains(LogCondition.ENDS_WITH_FILE);
        assertThat(between.findings()).extracting(Finding::code).containsExactly(RescueCode.LOG_ENDS_WITH_FILE);
        assertFinding(between, Severity.NOTE, "The file ends with the last record of the log, after entry 6; ");
    }

    /** In what is missing, a later leader may have replaced the entries before it. */
    @Test
    void aCommitIndexBehindAMissingSegmentProvesNothing() throws IOException {
        member.log().entry(2, 6, DeadMember.PUT).state(2, 5).entry(2, 7, DeadMember.PUT).writeTo(member.wal());
        Path later = new LogFiles(1, DeadMember.CLUSTER).entry(2, 11, DeadMember.PUT)
                .state(2, 11)
                .writeTo(directory.resolve("later"));
        Files.move(later, member.wal().resolve("0000000000000002-000000000000000b.wal"));

        MemberDirectory found = member.assess();

        assertThat(found.log().orElseThrow().end()).isEqualTo(End.SEGMENTS_MISSING);
        assertThat(found.log().orElseThrow().commit()).isEqualTo(5);
        assertThat(found.tail().orElseThrow().committed().count()).isZero();
        assertThat(found.tail().orElseThrow().maybe().count()).isEqualTo(2);
    }

    @Test
    void aDamagedLogLeavesTheDatabase() throws IOException {
        Path segment = member.log().entry(2, 6, DeadMember.PUT).entry(2, 7, DeadMember.PUT).writeTo(member.wal());
        byte[] bytes = Files.readAllBytes(segment);
        bytes[bytes.length - LogFiles.ZEROS - 6] ^= 1;
        Files.write(segment, bytes);

        MemberDirectory found = member.assess();

        assertThat(found.canBeTaken()).isTrue();
        assertThat(found.log().orElseThrow().end()).isEqualTo(End.DAMAGED);
        assertThat(found.log().orElseThrow().lastIndex()).isEqualTo(6);
        assertThat(found.tail().orElseThrow().maybe().count()).isEqualTo(1);
        assertThat(found.tail().orElseThrow().afterAll()).contains(new RevisionBounds(5, 5));
        assertFinding(found, Severity.CARE, "The last record of the log, after entry 6, is damaged: ");
    }

    @Test
    void aMissingLogIsLookedForElsewhere() throws IOException {
        Path elsewhere = directory.resolve("wal-dir");
        Files.move(member.wal(), elsewhere);

        MemberDirectory alone = member.assess();

        assertThat(alone.canBeTaken()).isTrue();
        assertThat(alone.log()).isEmpty();
        assertFinding(alone, Severity.CARE, "There is no usable write-ahead log: the directory is missing");
        assertThat(alone.findings().getFirst().remedy()).contains("--wal-dir",
                "Do not start a server on this directory, not even on a copy");
        MemberDirectory whole = DirectoryAssessor.assess(member.dataDir(), elsewhere, Progress.NONE);
        assertThat(whole.log()).isPresent();
        assertThat(whole.findings()).isEmpty();
        assertThat(DirectoryAssessor.assess(elsewhere, Progress.NONE).source().orElseThrow().kind())
                .isEqualTo(RescueSource.Kind.LOG);
    }

    /** Segments that are there are not a log that a server would begin anew. */
    @Test
    void aLogThatCannotBeReadIsNotMissing() throws IOException {
        Path segment = member.log().writeTo(member.wal());
        Files.write(segment, new byte[512]);
        MemberDirectory empty = member.assess();
        Files.delete(segment);
        Files.createDirectory(segment);
        MemberDirectory unreadable = member.assess();

        assertFinding(empty, Severity.CARE,
                "There is no usable write-ahead log: its segments hold no record that can be read");
        assertThat(empty.findings().getFirst().remedy()).contains("--wal-dir", "another copy", "only the database")
                .doesNotContain("begin a new log");
        assertFinding(unreadable, Severity.CARE, "There is no usable write-ahead log: it cannot be read: " + segment);
        assertThat(unreadable.findings().getFirst().remedy()).contains("may read", "ddrescue", "only the database")
                .doesNotContain("--wal-dir", "begin a new log");
    }

    @Test
    void withoutADatabaseNothingCanBeTaken() throws IOException {
        Files.delete(member.database());
        Files.delete(member.log().writeTo(member.wal()));

        MemberDirectory found = member.assess();

        assertThat(found.canBeTaken()).isFalse();
        assertThat(found.canBeRescued()).isFalse();
        assertThat(found.tail()).isEmpty();
        assertThat(found.findings()).extracting(finding -> finding.summary())
                .contains("The database is missing");
    }

    @Test
    void aDamagedDatabaseCannotBeTaken() throws IOException {
        byte[] bytes = Files.readAllBytes(member.database());
        Files.write(member.database(), Arrays.copyOf(bytes, bytes.length - 4096));

        MemberDirectory found = member.assess();

        assertThat(found.canBeTaken()).isFalse();
        assertThat(found.findings()).anyMatch(finding -> finding.severity() == Severity.DAMAGE);
        assertThat(found.findings().getFirst().place()).startsWith(member.database().toString());
    }
}
