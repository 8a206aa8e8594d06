package org.etcdrecovery.core.rehearse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.etcdrecovery.core.rehearse.RehearsalFixture.assertSwept;
import static org.etcdrecovery.core.rehearse.RehearsalFixture.etcd;
import static org.etcdrecovery.core.rehearse.RehearsalFixture.plan;
import static org.etcdrecovery.core.rehearse.RehearsalFixture.request;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.plan.RestorePlanBuilder;
import org.etcdrecovery.core.plan.SnapshotRef;
import org.etcdrecovery.core.progress.Cancellation;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.rehearse.RehearsalResult.Verdict;
import org.etcdrecovery.core.rehearse.StageResult.Outcome;
import org.etcdrecovery.core.snapshot.FileHashes;
import org.etcdrecovery.core.snapshot.SnapshotFile;
import org.etcdrecovery.core.snapshot.StatusReader;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Records;
import org.etcdrecovery.core.testing.SnapshotContent;
import org.etcdrecovery.core.testing.Snapshots;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rehearsals that cannot be tried, are cancelled, or find that the plan does not work. */
class FailedRehearsalTest {
    @TempDir
    private Path directory;

    @Test
    void aScratchDirectoryThatIsTooSmallIsRefusedBeforeAnythingIsWritten() throws Exception {
        Path scratch = Files.createDirectory(directory.resolve("scratch"));
        RestorePlan plan = plan(RehearsalFixture.SAMPLE, EtcdVersion.V3_6, directory, 1, 0);
        RehearsalRequest request = request(plan, etcd(EtcdVersion.V3_6), scratch);
        mount("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", scratch.toString());
        try {
            assertThatThrownBy(() -> Rehearsal.run(request, RehearsalListener.NONE, Progress.NONE))
                    .isInstanceOf(RehearsalException.class)
                    .hasMessageContaining("67 MB free, which is not enough for a rehearsal");
            assertSwept(scratch);
        } finally {
            mount("umount", scratch.toString());
        }
    }

    private static void mount(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        assumeTrue(process.waitFor() == 0, "only root can mount a small file system");
    }

    @Test
    void cancellingAnyStageLeavesNothing() throws Exception {
        RestorePlan plan = plan(RehearsalFixture.SAMPLE, EtcdVersion.V3_6, directory, 1, 0);
        Set<RehearsalStage> stages = EnumSet.range(RehearsalStage.WRITE, RehearsalStage.SAVE);
        for (RehearsalStage stage : stages) {
            Path scratch = directory.resolve("scratch");
            Cancellation cancellation = new Cancellation();
            RehearsalListener cancelling = new RehearsalListener() {
                @Override
                public void began(RehearsalStage begun) {
                    if (begun == stage) {
                        cancellation.cancel();
                    }
                }
            };

            assertThatThrownBy(() -> Rehearsal.run(request(plan, etcd(EtcdVersion.V3_6), scratch), cancelling,
                    cancellation.guard(Progress.NONE))).as("%s", stage).isInstanceOf(CancellationException.class);

            assertSwept(scratch);
        }
    }

    /** An inspection calls this database damaged, so that no plan can be made for it. A rehearsal finds it, too. */
    @Test
    void findsADatabaseFromWhichEtcdDoesNotStart() throws Exception {
        Path scratch = directory.resolve("scratch");
        Path file = Files.write(directory.resolve("dying.db"), Records.of(RehearsalFixture.SAMPLE)
                .put("auth", "authEnabled", (byte) 1)
                .put("authUsers", "root", (byte) 0xFF, (byte) 0xFF)
                .snapshot());
        RestorePlan plan = RestorePlanBuilder
                .builder(plan(RehearsalFixture.SAMPLE, EtcdVersion.V3_6, directory, 1, 0))
                .snapshot(reference(file))
                .build();

        RehearsalResult result = Rehearsal.run(request(plan, etcd(EtcdVersion.V3_6), scratch), RehearsalListener.NONE,
                Progress.NONE);

        assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.DISPROVED);
        assertThat(result.stages().get(1).details()).anySatisfy(line -> assertThat(line).contains("panic"));
        assertSwept(scratch);
    }

    @Test
    void findsThatNobodyCanLogIn() throws Exception {
        Path scratch = directory.resolve("scratch");
        Path file = Files.write(directory.resolve("locked.db"), Records.of(RehearsalFixture.SAMPLE)
                .put("auth", "authEnabled", (byte) 1)
                .snapshot());
        RestorePlan plan = plan(file, EtcdVersion.V3_6, directory, 1, 0);

        RehearsalResult result = Rehearsal.run(request(plan, etcd(EtcdVersion.V3_6), scratch), RehearsalListener.NONE,
                Progress.NONE);

        assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.DISPROVED);
        assertThat(result.sentence()).endsWith("authentication is on, but there are no users: no one can log in");
        assertThat(result.advice()).singleElement().asString().contains("would refuse everyone");
        assertSwept(scratch);
    }

    @Test
    void namesTheAlarmThatTheSnapshotCarries() throws Exception {
        Path scratch = directory.resolve("scratch");
        RestorePlan plan = plan(Snapshots.of(EtcdVersion.V3_6, SnapshotContent.ALARM).file(), EtcdVersion.V3_6,
                directory, 1, 0);

        RehearsalResult result = Rehearsal.run(request(plan, etcd(EtcdVersion.V3_6), scratch), RehearsalListener.NONE,
                Progress.NONE);

        assertThat(result.sentence()).endsWith("checks failed: Alarms");
        assertThat(result.advice()).singleElement().asString().contains("carries the alarm", "--clear-alarms");
    }

    @Test
    @Timeout(120)
    void showsTheLastLinesOfAnEtcdThatHangs() throws Exception {
        Path fake = Files.writeString(directory.resolve("etcd"),
                "#!/bin/sh\necho waiting for nothing\nexec sleep 600\n");
        assertThat(fake.toFile().setExecutable(true)).isTrue();
        RestorePlan plan = RehearsalPlan.of(plan(RehearsalFixture.SAMPLE, EtcdVersion.V3_6, directory, 1, 0), directory,
                false, "token");

        try (RunningMembers members = RunningMembers.start(new EtcdProgram(fake, "3.6.99"), plan, directory,
                Optional.empty())) {
            while (!members.lastLines().contains("waiting for nothing")) {
                assertThat(members.awaitServing(Duration.ofMillis(10))).isEmpty();
            }

            assertThat(members.lastLines()).containsExactly("m1 still runs. Its last lines:", "waiting for nothing");
        }
    }

    private static SnapshotRef reference(Path file) throws IOException {
        try (SnapshotFile snapshot = SnapshotFile.open(file)) {
            FileHashes hashes = snapshot.hashes(Progress.NONE);
            return new SnapshotRef(file, hashes.sha256(), hashes.trailingHash().computed(),
                    hashes.trailingHash().imageSize(), StatusReader.read(file, Progress.NONE).hash());
        }
    }

    @Test
    void showsTheLastLinesOfAnEtcdThatDoesNotStart() throws Exception {
        Path scratch = directory.resolve("scratch");
        Path fake = Files.writeString(directory.resolve("etcd"), """
                #!/bin/sh
                if [ "$1" = --version ]; then echo 'etcd Version: 3.6.99'; exit; fi
                for i in 1 2 3 4 5 6 7 8 9 10; do echo "line $i"; done
                printf 'panic: \\033[31mno\\n'
                exit 3
                """);
        assertThat(fake.toFile().setExecutable(true)).isTrue();
        RestorePlan plan = plan(RehearsalFixture.SAMPLE, EtcdVersion.V3_6, directory, 1, 0);

        RehearsalResult result = Rehearsal.run(request(plan, EtcdProgram.named(fake, plan.target()), scratch),
                RehearsalListener.NONE, Progress.NONE);

        assertThat(result.verdict()).isEqualTo(Verdict.DISPROVED);
        assertThat(result.notProven()).isEmpty();
        StageResult start = result.stages().get(1);
        assertThat(start.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(start.seen()).isEqualTo("etcd 3.6.99 ended instead of serving");
        assertThat(start.details()).hasSize(9)
                .startsWith("m1 ended with exit code 3. Its last lines:", "line 4")
                .endsWith("line 10", "panic: \\x1b[31mno");
        assertThat(result.sentence()).isEqualTo("etcd 3.6.99 ended instead of serving");
        assertThat(result.advice()).singleElement().asString().startsWith("Do not restore by this plan yet.");
        assertThat(result.stages()).extracting(StageResult::stage)
                .containsExactly(RehearsalStage.WRITE, RehearsalStage.START, RehearsalStage.SWEEP);
        assertSwept(scratch);
    }

    @Test
    void aPathThatIsTooLongForASocketIsRefusedBeforeAnythingIsWritten() throws Exception {
        Path scratch = directory.resolve("long".repeat(30));
        RestorePlan plan = plan(RehearsalFixture.SAMPLE, EtcdVersion.V3_6, directory, 1, 0);

        assertThatThrownBy(() -> Rehearsal.run(request(plan, etcd(EtcdVersion.V3_6), scratch), RehearsalListener.NONE,
                Progress.NONE)).isInstanceOf(RehearsalException.class).hasMessageContaining("a shorter path");

        assertSwept(scratch);
    }
}
