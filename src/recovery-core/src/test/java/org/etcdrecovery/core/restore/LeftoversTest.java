package org.etcdrecovery.core.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.etcdrecovery.core.plan.PlanJson;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.restore.Leftover.Kind;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a restore that was stopped leaves is told from everything else, named, and removed as a whole. */
class LeftoversTest {
    @TempDir
    Path dir;

    @Test
    void whatAKillLeftOfAPlanThatWasBeingRecordedIsRemoved() throws Exception {
        Path out = KilledRestore.halfWay(dir);
        for (String staged : KilledRestore.stagedNames(out)) {
            Files.createFile(out.resolve(staged + ".plan.0123abcd.part"));
        }
        Path foreign = Files.createFile(out.resolve("m0.etcd.plan.0123abcd.part"));
        Restorer.restore(KilledRestore.plan(out), Progress.NONE);
        Files.delete(foreign);
        assertThat(RestoreFixture.tree(out)).containsExactlyElementsOf(KilledRestore.COMPLETE);
    }

    @Test
    void everyFileOfALeftoverIsNamed() throws Exception {
        Path out = KilledRestore.prepare(dir.resolve("out"));
        KilledRestore.run(out, "plan", Stage.READ_BACK, 0);
        Files.createFile(out.resolve(KilledRestore.stagedNames(out).getFirst() + ".plan.0123abcd.part"));
        List<Leftover> leftovers = Leftovers.find(KilledRestore.plan(out));
        String named = String.join("\n", leftovers.stream().map(Leftover::sentence).toList());
        try (Stream<Path> all = Files.walk(out)) {
            assertThat(all.filter(StagingNames::isStaging)).isNotEmpty()
                    .allSatisfy(path -> assertThat(named).contains(path.toString()));
        }
        Leftovers.remove(leftovers);
        assertThat(RestoreFixture.tree(out)).containsExactly("m2.etcd", "m2.wal");
    }

    @Test
    void anotherPlanIsToldHowToCompleteTheFirst() throws Exception {
        Path out = KilledRestore.halfWay(dir);
        RestorePlan other = RestoreFixture.plan(RestoreFixture.SAMPLE, KilledRestore.members(out),
                request -> request.revisionBump(1000).markCompacted(true));
        List<String> before = RestoreFixture.tree(out);
        Path recorded = out.resolve(before.stream().filter(path -> path.endsWith(".plan")).findFirst().orElseThrow());
        assertThatThrownBy(() -> Restorer.restore(other, Progress.NONE)).isInstanceOf(RestoreException.class)
                .hasMessageContaining("etcd-recovery restore --plan " + out)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContainIgnoringCase("remove"));
        assertThat(RestoreFixture.tree(out)).isEqualTo(before);
        assertThat(Leftovers.find(other)).allMatch(leftover -> leftover.kind() == Kind.COMPLETE)
                .allMatch(leftover -> leftover.sentence().contains("etcd-recovery restore --plan "));
        Restorer.restore(PlanJson.read("recorded", Files.readString(recorded)), Progress.NONE);
        assertThat(RestoreFixture.tree(out)).containsExactlyElementsOf(KilledRestore.COMPLETE);
    }

    @Test
    void aRunningMemberIsNeverCalledALeftover() throws Exception {
        for (int step : new int[]{5, 8, 10}) {
            Path out = KilledRestore.prepare(dir.resolve("out" + step));
            KilledRestore.run(out, "plan", Stage.PUBLISH, step);
            RestorePlan other = RestoreFixture.plan(RestoreFixture.SAMPLE, KilledRestore.members(out),
                    request -> request.revisionBump(1000).markCompacted(true));
            List<String> before = RestoreFixture.tree(out);
            try (Held _ = Held.of(out.resolve("m1.etcd/member/snap/db"),
                    out.resolve("m1.wal").resolve(KilledRestore.SEGMENT))) {
                List<TargetProblem> problems = TargetRules.check(other);
                assertThat(problems).hasSize(5)
                        .noneMatch(problem -> problem.sentence().contains("emove"))
                        .filteredOn(problem -> problem.member().equals("m1"))
                        .hasSize(2)
                        .allMatch(problem -> problem.sentence().contains("An etcd is running on it"));
                assertThat(Leftovers.find(other)).noneMatch(Leftover::isRemovable);
            }
            assertThat(RestoreFixture.tree(out)).isEqualTo(before);
        }
    }

    /** Locks as a server holds them; of this process, and therefore only seen in the list of the system. */
    private record Held(List<FileChannel> channels) implements AutoCloseable {
        static Held of(Path... files) throws IOException {
            Assumptions.assumeTrue(Files.isReadable(Path.of("/proc/locks")), "locks cannot be seen here");
            List<FileChannel> channels = new ArrayList<>();
            for (Path file : files) {
                FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                channels.add(channel);
                FileLock lock = channel.tryLock();
                assertThat(lock).isNotNull();
            }
            return new Held(channels);
        }

        @Override
        public void close() throws IOException {
            for (FileChannel channel : channels) {
                channel.close();
            }
        }
    }

    @Test
    void oneLeftoverDoesNotCondemnItsNeighbours() throws IOException {
        Path dataDir = Files.createDirectories(dir.resolve("m0.etcd"));
        Path own = Files.createFile(dataDir.resolve("precious"));
        Path leftover = Files.createDirectory(dataDir.resolve("member.restoring-0123abcd"));
        RestorePlan plan = RestoreFixture.plan(RestoreFixture.SAMPLE, dir, 1);
        assertThat(TargetRules.problems(plan)).singleElement()
                .asString()
                .contains("it holds precious. Nothing is ever overwritten");
        Files.delete(own);
        assertThat(TargetRules.problems(plan)).singleElement().asString().contains(leftover + " is left over");
        Leftovers.remove(Leftovers.find(plan));
        assertThat(TargetRules.problems(plan)).isEmpty();
    }

    @Test
    void aRestoreThatIsRunningIsNotDisturbed() throws Exception {
        Path out = KilledRestore.prepare(dir.resolve("out"));
        RestorePlan plan = KilledRestore.plan(out);
        List<String> seen = new ArrayList<>();
        Restorer.restore(plan, (stage, subject, total) -> {
            if (stage == Stage.READ_BACK && seen.isEmpty()) {
                try {
                    seen.addAll(TargetRules.problems(plan));
                    assertThat(Leftovers.find(plan)).hasSize(5).noneMatch(Leftover::isRemovable);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }
            return Progress.NONE.begin(stage, subject, total);
        });
        Assumptions.assumeTrue(Files.isReadable(Path.of("/proc/locks")), "locks cannot be seen here");
        assertThat(seen).hasSizeGreaterThanOrEqualTo(5).anyMatch(problem -> problem.contains("is running"));
        assertThat(RestoreFixture.tree(out)).containsExactlyElementsOf(KilledRestore.COMPLETE);
    }

    @Test
    void removesNothingThatIsNotLeftOver() throws Exception {
        RestorePlan plan = RestoreFixture.plan(RestoreFixture.SAMPLE, KilledRestore.members(KilledRestore.halfWay(dir)),
                UnaryOperator.identity());
        for (Leftover leftover : Leftovers.find(plan)) {
            assertThatThrownBy(() -> Leftovers.remove(List.of(leftover)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Leftovers.remove(List.of(new Leftover(leftover.path(), Kind.INCOMPLETE, ""))))
                    .isInstanceOf(RestoreException.class);
            assertThat(leftover.path()).exists();
        }
    }
}
