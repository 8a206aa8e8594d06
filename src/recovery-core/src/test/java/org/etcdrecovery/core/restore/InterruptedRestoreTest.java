package org.etcdrecovery.core.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.plan.RestoreRequest;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.snapshot.SnapshotFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wherever a restore is stopped, each target is complete or absent, and what is left over is recognised. */
class InterruptedRestoreTest {
    @TempDir
    Path dir;

    @Test
    void aCancelAtAnyReportLeavesNothing() throws IOException {
        RestorePlan plan = RestoreFixture.plan(RestoreFixture.SAMPLE, dir.resolve("out"), 2);
        AtomicInteger reports = new AtomicInteger();
        Restorer.restore(RestoreFixture.plan(RestoreFixture.SAMPLE, dir.resolve("counted"), 2),
                Reports.at(Integer.MAX_VALUE, reports, () -> {}));
        assertThat(reports.get()).isGreaterThan(6);
        for (int stop = 1; stop <= reports.get(); stop++) {
            int at = stop;
            AtomicInteger counter = new AtomicInteger();
            assertThatThrownBy(() -> Restorer.restore(plan, Reports.at(at, counter, () -> {
                throw new CancellationException("cancelled");
            }))).isInstanceOf(CancellationException.class);
            assertThat(RestoreFixture.tree(dir)).as("cancelled at report %d", stop)
                    .noneMatch(path -> path.startsWith("out"));
        }
    }

    @ParameterizedTest
    @CsvSource({"plan, WRITE", "plan, READ_BACK", "plan, PUBLISH", "draft, WRITE", "draft, READ_BACK",
            "draft, PUBLISH"})
    void aKillLeavesNoStartableHalf(String way, Stage stage) throws Exception {
        Path out = dir.resolve("out");
        Process process = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
                System.getProperty("java.class.path"), Killed.class.getName(), out.toString(), way, stage.name())
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("log").toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(() -> read(dir.resolve("log"))).isEqualTo(Killed.EXIT);
        try (Stream<Path> entries = Files.list(out)) {
            assertThat(entries).isNotEmpty().allMatch(StagingNames::isLeftover);
        }
        RestorePlan plan = RestoreFixture.plan(RestoreFixture.SAMPLE, out, 2);
        List<Path> leftovers = Leftovers.find(plan);
        assertThat(leftovers).hasSize(2);
        Leftovers.remove(leftovers);
        Restorer.restore(plan, Progress.NONE);
        assertThat(RestoreFixture.tree(out)).containsExactlyElementsOf(
                Stream.of("m0.etcd", "m1.etcd")
                        .flatMap(name -> RestoreFixture.completeMember(name, 2).stream())
                        .toList());
    }

    @Test
    void recognisesALogWhoseDataDirectoryNeverCame() throws IOException {
        RestorePlan plan = RestoreFixture.planWithWalDir(RestoreFixture.SAMPLE, dir);
        Files.createDirectories(dir.resolve("wal"));
        Files.createFile(dir.resolve("wal").resolve(MemberLog.segmentName()));
        Files.createFile(dir.resolve("wal").resolve(StagingNames.WAL_MARK));
        assertThatThrownBy(() -> Restorer.restore(plan, Progress.NONE))
                .hasMessageContaining("A restore that did not end has left it");
        assertThat(Leftovers.find(plan)).hasSize(2);
        Leftovers.remove(Leftovers.find(plan));
        Restorer.restore(plan, Progress.NONE);
        assertThat(RestoreFixture.tree(dir.resolve("wal"))).containsExactly(MemberLog.segmentName());
    }

    @Test
    void removesNothingThatIsNotLeftOver() {
        assertThatThrownBy(() -> Leftovers.remove(List.of(dir))).isInstanceOf(IllegalArgumentException.class);
        assertThat(dir).exists();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Restores two members and ends like a process that is killed, without any clean-up, when a stage begins. */
    static final class Killed {
        static final int EXIT = 137;

        private Killed() {}

        public static void main(String[] arguments) throws IOException {
            Path out = Path.of(arguments[0]);
            Stage last = Stage.valueOf(arguments[2]);
            Progress killing = (stage, subject, total) -> {
                if (stage == last) {
                    Runtime.getRuntime().halt(EXIT);
                }
                return Progress.NONE.begin(stage, subject, total);
            };
            if (arguments[1].equals("plan")) {
                Restorer.restore(RestoreFixture.plan(RestoreFixture.SAMPLE, out, 2), killing);
                return;
            }
            RestoreRequest request = RestoreRequest
                    .builder(List.of(RestoreFixture.member(0, out), RestoreFixture.member(1, out)), "token-of-the-test")
                    .build();
            try (SnapshotFile snapshot = SnapshotFile.open(RestoreFixture.SAMPLE);
                    DraftRestore draft = new DraftRestore(request, snapshot, killing)) {
                draft.inspect();
                draft.carryOut(RestoreFixture.plan(RestoreFixture.SAMPLE, out, 2));
            }
        }
    }
}
