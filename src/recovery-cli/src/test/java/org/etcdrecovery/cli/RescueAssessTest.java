package org.etcdrecovery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The verb on the directories of restored members, which serve as well as any. */
class RescueAssessTest {
    @TempDir
    private Path directory;

    private Path first;
    private Path second;

    @BeforeEach
    void restore() throws IOException {
        Snapshots.copyTo(directory);
        assertThat(Run.of("restore", directory.resolve(Snapshots.OF_3_6), "--member", "m1=http://127.0.0.1:2380",
                "--member", "m2=http://127.0.0.1:3380", "--out", directory).code()).isZero();
        first = directory.resolve("m1.etcd");
        second = directory.resolve("m2.etcd");
    }

    @Test
    void saysWhatEachHoldsAndWhichToTake() {
        Run run = Run.of("rescue", "assess", first, second);

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains(first + "\n  Member    ", " m1 of cluster ",
                "  Database  revision 8, index 2 of term 1, ", "  Cluster   ",
                "  Log       index 2 of term 1, committed up to 2, whole")
                .contains(
                        ": no other directory has newer entries\n  Its database ends at revision 8.\n  The database: ")
                .endsWith("member/snap/db\n");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void printsJson() {
        Run run = Run.of("rescue", "assess", first, "-w", "json");

        JsonNode json = JsonMapper.shared().readTree(run.out());
        assertThat(json.path("recommended").asString()).isEqualTo(first.resolve("member/snap/db").toString());
        assertThat(json.path("headline").asString()).isEqualTo("The database of m1.etcd can be used");
        JsonNode member = json.path("members").get(0);
        assertThat(member.path("db").path("revision").asLong()).isEqualTo(8);
        assertThat(member.path("log").path("end").asString()).isEqualTo("whole");
        assertThat(member.path("log").path("commit").asLong()).isEqualTo(2);
        JsonNode tail = member.path("onlyInLog").path("committed");
        assertThat(tail.path("entries").asLong()).isZero();
        assertThat(tail.path("revisionAfter").path("least").asLong()).isEqualTo(8);
        assertThat(member.path("findings").size()).isZero();
        assertThat(json.path("notices").size()).isEqualTo(1);
    }

    @Test
    void exitsWithTwoWhenNoneCanBeTaken() throws IOException {
        Files.delete(first.resolve("member/snap/db"));

        Run run = Run.of("rescue", "assess", first);

        assertThat(run.code()).isEqualTo(ExitCode.NOT_RESTORABLE);
        assertThat(run.out()).contains("  DAMAGE  The database is missing (rescue.no-database)\n",
                "To do: Look for the file member/snap/db",
                "None of these directories can be used (rescue.none-usable)\n");
    }

    @Test
    void takesALogThatIsElsewhere() throws IOException {
        Path walDir = Files.move(first.resolve("member/wal"), directory.resolve("wal"));

        Run alone = Run.of("rescue", "assess", first);
        assertThat(alone.code()).isEqualTo(ExitCode.WITH_CARE);
        assertThat(alone.out()).contains("CARE    There is no usable write-ahead log");
        assertThat(Run.of("rescue", "assess", first, "--wal-dir", walDir).out()).doesNotContain("CARE");
    }

    @Test
    void refusesALogDirectoryThatDoesNotExistAndNamesALogThatIsNotRead() throws IOException {
        Run absent = Run.of("rescue", "assess", first, "--wal-dir", directory.resolve("absent"));
        assertThat(absent.code()).isEqualTo(ExitCode.NOT_RESTORABLE);
        assertThat(absent.err()).contains("absent is a path that does not exist, not a WAL directory");

        Run other = Run.of("rescue", "assess", first, "--wal-dir", second.resolve("member/wal"));
        assertThat(other.out()).contains("(rescue.other-log)\n", "[" + first.resolve("member/wal") + "]");
        assertThat(Run.of("rescue", "assess", first, "--wal-dir", first.resolve("member/wal")).out())
                .doesNotContain("rescue.other-log");
    }

    /** One directory that cannot be read does not keep the others from being judged. */
    @Test
    void judgesTheOthersIfADirectoryIsUnusable() throws IOException {
        Path empty = Files.createDirectories(directory.resolve("empty"));
        for (Path unusable : List.of(directory.resolve("absent"), empty, directory.resolve(Snapshots.OF_3_6))) {
            Run run = Run.of("rescue", "assess", unusable, first);

            assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.WITH_CARE);
            assertThat(run.out()).contains("(rescue.not-assessed)\n", "Choice    It cannot be used: it could not be",
                    "Use m1.etcd: no other directory that could be assessed has newer entries");
        }
    }

    @Test
    void saysWhatIsNoDataDirectory() throws IOException {
        Run snapshot = Run.of("rescue", "assess", directory.resolve(Snapshots.OF_3_6));
        assertThat(snapshot.code()).isEqualTo(ExitCode.NOT_RESTORABLE);
        assertThat(snapshot.err()).contains("is a snapshot that ends with its SHA-256").doesNotContain("Exception");

        assertThat(Run.of("rescue", "assess").code()).isEqualTo(ExitCode.USAGE);
        assertThat(Run.of("rescue", "assess", first, second, "--wal-dir", "x").code()).isEqualTo(ExitCode.USAGE);
        assertThat(Run.of("rescue", "assess", first, "-w", "table").code()).isEqualTo(ExitCode.USAGE);
        assertThat(Run.of("rescue", "assess", directory.resolve("absent")).code()).isEqualTo(ExitCode.NOT_RESTORABLE);
    }
}
