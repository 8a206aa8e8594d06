package org.etcdrecovery.core.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.plan.PlanResult;
import org.etcdrecovery.core.plan.Planner;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.plan.RestoreRequest;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.SnapshotFile;
import org.etcdrecovery.core.snapshot.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnePassRestoreTest {
    /** In the middle of the sample. */
    private static final int DAMAGED_PAGE = 40 * 4096;

    @TempDir
    Path dir;

    @Test
    void writesWhatARestoreOfTheSamePlanWrites() throws IOException {
        Path inOneGo = dir.resolve("one-pass");
        RestorePlan plan = restore(bumped(inOneGo, 2), Progress.NONE);

        Path planned = dir.resolve("planned");
        Restorer.restore(RestoreFixture.plan(RestoreFixture.SAMPLE, bumped(planned, 2).members(),
                request -> request.revisionBump(plan.revisions().bump()).markCompacted(true)), Progress.NONE);
        List<String> written = RestoreFixture.tree(inOneGo);
        assertThat(written).isEqualTo(RestoreFixture.tree(planned)).contains("m1.etcd/member/snap/db");
        for (String file : written) {
            if (Files.isRegularFile(inOneGo.resolve(file))) {
                assertThat(Files.mismatch(inOneGo.resolve(file), planned.resolve(file))).as(file).isEqualTo(-1);
            }
        }
    }

    @Test
    void writesWhileItInspects() throws IOException {
        Set<Stage> before = EnumSet.noneOf(Stage.class);
        try (SnapshotFile snapshot = SnapshotFile.open(RestoreFixture.SAMPLE);
                OnePassRestore restore = new OnePassRestore(bumped(dir.resolve("out"), 1), snapshot,
                        (stage, subject, total) -> {
                            synchronized (before) {
                                before.add(stage);
                            }
                            return Progress.NONE.begin(stage, subject, total);
                        })) {
            restore.inspect();
            assertThat(before).contains(Stage.WRITE).doesNotContain(Stage.READ_BACK, Stage.PUBLISH);
        }
    }

    @Test
    void leavesNothingWhenItIsNotCarriedOut() throws IOException {
        try (SnapshotFile snapshot = SnapshotFile.open(RestoreFixture.SAMPLE);
                OnePassRestore restore = new OnePassRestore(bumped(dir.resolve("out"), 2), snapshot, Progress.NONE)) {
            assertThat(restore.inspect().facts()).isPresent();
            assertThat(RestoreFixture.tree(dir)).anyMatch(path -> path.contains("restoring"));
        }
        assertThat(RestoreFixture.tree(dir)).isEmpty();
    }

    @Test
    void leavesNothingOfADamagedFile() throws IOException {
        byte[] bytes = Files.readAllBytes(RestoreFixture.SAMPLE);
        bytes[DAMAGED_PAGE] ^= 1;
        Path damaged = Files.write(dir.resolve("damaged.db"), bytes);
        try (SnapshotFile snapshot = SnapshotFile.open(damaged);
                OnePassRestore restore = new OnePassRestore(bumped(dir.resolve("out"), 2), snapshot, Progress.NONE)) {
            assertThat(restore.inspect().verdict()).isEqualTo(Verdict.DAMAGED);
        }
        assertThat(RestoreFixture.tree(dir)).containsExactly("damaged.db");
    }

    @Test
    void writesNothingWhenTheRequestOrATargetSpeaksAgainstIt() throws IOException {
        RestoreRequest twice = RestoreRequest
                .builder(List.of(RestoreFixture.member(0, dir), RestoreFixture.member(0, dir)), "token")
                .build();
        assertThat(staged(twice)).isEmpty();
        Files.createDirectories(dir.resolve("m0.etcd/member"));
        RestoreRequest taken = RestoreRequest.builder(List.of(RestoreFixture.member(0, dir)), "token").build();
        assertThat(staged(taken)).containsExactly("m0.etcd", "m0.etcd/member");
    }

    @Test
    void refusesATargetThatIsTakenAsARestoreDoes() throws IOException {
        Files.createDirectories(dir.resolve("m0.etcd/member"));
        assertThatThrownBy(() -> restore(bumped(dir, 1), Progress.NONE)).isInstanceOf(RestoreException.class)
                .hasMessageContaining("m0.etcd\" not empty");
    }

    @Test
    void tellsWhatAnEarlierOneLeftAndNotItsOwn() throws IOException {
        Path leftover = Files.createDirectories(dir.resolve("m0.etcd.restoring-0123abcd"));
        try (SnapshotFile snapshot = SnapshotFile.open(RestoreFixture.SAMPLE);
                OnePassRestore restore = new OnePassRestore(bumped(dir, 1), snapshot, Progress.NONE)) {
            restore.inspect();
            assertThat(restore.leftovers()).extracting(Leftover::path).containsExactly(leftover);
        }
    }

    @Test
    void aCancelAtAnyReportLeavesNothing() throws IOException {
        AtomicInteger reports = new AtomicInteger();
        restore(bumped(dir.resolve("counted"), 2), Reports.at(Integer.MAX_VALUE, reports, () -> {}));
        assertThat(reports.get()).isGreaterThan(6);
        for (int stop = 1; stop <= reports.get(); stop++) {
            Progress cancelling = Reports.at(stop, new AtomicInteger(), () -> {
                throw new CancellationException("cancelled");
            });
            assertThatThrownBy(() -> restore(bumped(dir.resolve("out"), 2), cancelling))
                    .isInstanceOf(CancellationException.class);
            assertThat(RestoreFixture.tree(dir)).as("cancelled at report %d", stop)
                    .noneMatch(path -> path.startsWith("out"));
        }
    }

    /** What the directory holds after the inspection, while the restore is open. */
    private List<String> staged(RestoreRequest request) throws IOException {
        try (SnapshotFile snapshot = SnapshotFile.open(RestoreFixture.SAMPLE);
                OnePassRestore restore = new OnePassRestore(request, snapshot, Progress.NONE)) {
            restore.inspect();
            return RestoreFixture.tree(dir);
        }
    }

    private static RestoreRequest bumped(Path directory, int members) {
        List<MemberRequest> requests = IntStream.range(0, members)
                .mapToObj(i -> RestoreFixture.member(i, directory))
                .toList();
        return RestoreRequest.builder(requests, "token-of-the-test")
                .revisionBump(1_000_000)
                .markCompacted(true)
                .build();
    }

    private static RestorePlan restore(RestoreRequest request, Progress progress) throws IOException {
        try (SnapshotFile snapshot = SnapshotFile.open(RestoreFixture.SAMPLE);
                OnePassRestore restore = new OnePassRestore(request, snapshot, progress)) {
            Inspection inspection = restore.inspect();
            RestorePlan plan = ((PlanResult.Accepted) Planner.plan(request, inspection.facts().orElseThrow())).plan();
            restore.carryOut(plan);
            return plan;
        }
    }
}
