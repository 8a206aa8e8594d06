package org.etcdrecovery.core.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;
import org.etcdrecovery.core.testing.LongRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Wherever a restore is stopped, each target is complete or absent, and the same restore once more completes it. */
class InterruptedRestoreTest {
    @TempDir
    Path dir;

    @Test
    void aCancelAtAnyReportLeavesNothing() throws IOException {
        Path counted = KilledRestore.prepare(dir.resolve("counted"));
        AtomicInteger reports = new AtomicInteger();
        Restorer.restore(KilledRestore.plan(counted), Reports.at(Integer.MAX_VALUE, reports, () -> {}));
        assertThat(reports.get()).isGreaterThan(3 * KilledRestore.PUBLISH_STEPS);
        Path out = KilledRestore.prepare(dir.resolve("out"));
        RestorePlan plan = KilledRestore.plan(out);
        for (int stop = 1; stop <= reports.get(); stop++) {
            int at = stop;
            AtomicInteger counter = new AtomicInteger();
            assertThatThrownBy(() -> Restorer.restore(plan, Reports.at(at, counter, () -> {
                throw new CancellationException("cancelled");
            }))).isInstanceOf(CancellationException.class);
            assertThat(RestoreFixture.tree(out)).as("cancelled at report %d", stop)
                    .containsExactly("m2.etcd", "m2.wal");
        }
    }

    @ParameterizedTest
    @CsvSource({"plan, WRITE", "plan, READ_BACK", "draft, WRITE", "draft, READ_BACK"})
    void beforeItIsCompleteAKillLeavesNothingThatStarts(String way, Stage stage) throws Exception {
        Path out = KilledRestore.prepare(dir.resolve("out"));
        KilledRestore.run(out, way, stage, 0);
        assertThat(RestoreFixture.tree(out)).filteredOn(path -> !path.contains(".restoring-"))
                .containsExactly("m2.etcd", "m2.wal");
        RestorePlan plan = KilledRestore.plan(out);
        List<Leftover> leftovers = Leftovers.find(plan);
        assertThat(leftovers).hasSize(5).allMatch(Leftover::isRemovable);
        Leftovers.remove(leftovers);
        assertThat(RestoreFixture.tree(out)).containsExactly("m2.etcd", "m2.wal");
        Restorer.restore(plan, Progress.NONE);
        assertThat(RestoreFixture.tree(out)).containsExactlyElementsOf(KilledRestore.COMPLETE);
    }

    static IntStream steps() {
        return IntStream.rangeClosed(0, KilledRestore.PUBLISH_STEPS);
    }

    @ParameterizedTest
    @MethodSource("steps")
    void aKillAtAnyRenameIsCompletedByTheSamePlan(int step) throws Exception {
        Path out = KilledRestore.prepare(dir.resolve("out"));
        KilledRestore.run(out, step % 2 == 0 ? "plan" : "draft", Stage.PUBLISH, step);
        RestorePlan plan = KilledRestore.plan(out);
        assertEachIsCompleteOrAbsent(out);
        assertThat(Leftovers.find(plan)).noneMatch(Leftover::isRemovable);
        if (step < KilledRestore.PUBLISH_STEPS) {
            assertThat(TargetRules.problems(plan)).isEmpty();
            Restorer.restore(plan, Progress.NONE);
        }
        assertThat(RestoreFixture.tree(out)).containsExactlyElementsOf(KilledRestore.COMPLETE);
        assertThatThrownBy(() -> Restorer.restore(plan, Progress.NONE)).as("once more")
                .hasMessageContainingAll("Nothing is ever overwritten", "m0 of this plan", "m1 of this plan",
                        "m2 of this plan", "the database was not compared");
    }

    /** 0.1 recorded the consent that was given, a plan of today that which was needed. */
    @Test
    void aRestoreThatRecordedAConsentIsCompletedByAPlanWithoutIt() throws Exception {
        Path out = KilledRestore.prepare(dir.resolve("out"));
        KilledRestore.run(out, "plan", Stage.PUBLISH, 1);
        for (String name : KilledRestore.stagedNames(out)) {
            for (String record : List.of(name + ".plan", name + ".state")) {
                String text = Files.readString(out.resolve(record));
                assertThat(text).contains("\"skipHashCheck\" : false");
                Files.writeString(out.resolve(record),
                        text.replace("\"skipHashCheck\" : false", "\"skipHashCheck\" : true"));
            }
        }

        Restorer.restore(KilledRestore.plan(out), Progress.NONE);

        assertThat(RestoreFixture.tree(out)).containsExactlyElementsOf(KilledRestore.COMPLETE);
    }

    @Test
    void theLastFileOfTheRecordStillTellsThatItIsComplete() throws Exception {
        Path out = KilledRestore.prepare(dir.resolve("out"));
        KilledRestore.run(out, "plan", Stage.PUBLISH, KilledRestore.PUBLISH_STEPS - 1);
        List<String> left = KilledRestore.stagedNames(out);
        assertThat(left).hasSize(1);
        Files.delete(out.resolve(left.getFirst() + ".plan"));
        RestorePlan other = RestoreFixture.plan(RestoreFixture.SAMPLE, KilledRestore.members(out),
                request -> request.revisionBump(1000).markCompacted(true));
        assertThat(TargetRules.problems(other)).anyMatch(problem -> problem.contains("by another plan"))
                .noneMatch(problem -> problem.contains("--plan"));
        RestorePlan plan = KilledRestore.plan(out);
        assertThat(Leftovers.find(plan)).singleElement()
                .satisfies(leftover -> assertThat(leftover.sentence()).contains("is in place, complete", ".state")
                        .doesNotContain("--plan"));
        assertThat(UnfinishedRestore.existsFor(plan)).isTrue();
        Restorer.restore(plan, Progress.NONE);
        assertThat(RestoreFixture.tree(out)).containsExactlyElementsOf(KilledRestore.COMPLETE);
    }

    @Test
    void aRecordOfWhichOnlyTheFirstWasWrittenIsKeptUntilTheEnd() throws Exception {
        Path out = KilledRestore.prepare(dir.resolve("out"));
        KilledRestore.run(out, "plan", Stage.PUBLISH, 1);
        List<String> names = KilledRestore.stagedNames(out);
        String first = names.stream().filter(name -> name.contains("m1.wal")).findFirst().orElseThrow();
        for (String name : names) {
            if (!name.equals(first)) {
                Files.deleteIfExists(out.resolve(name + ".plan"));
                Files.write(out.resolve(name + ".state"), new byte[0]);
            }
        }
        RestorePlan plan = KilledRestore.plan(out);
        List<Boolean> known = new ArrayList<>();
        Restorer.restore(plan, (stage, subject, total) -> {
            Work work = Progress.NONE.begin(stage, subject, total);
            return stage != Stage.PUBLISH || !subject.equals("m0") ? work : new Work() {
                @Override
                public void advance(long amount) {
                    try {
                        known.add(UnfinishedRestore.existsFor(plan));
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                }

                @Override
                public void close() {
                    work.close();
                }
            };
        });
        assertThat(known).hasSize(KilledRestore.PUBLISH_STEPS);
        assertThat(known.subList(0, known.size() - 1)).containsOnly(true);
    }

    @Test
    void aLogThatHasBothItsNamesIsCompletedToo() throws Exception {
        Path out = KilledRestore.prepare(dir.resolve("out"));
        KilledRestore.run(out, "plan", Stage.PUBLISH, 1);
        Path staged = out.resolve(RestoreFixture.tree(out)
                .stream()
                .filter(path -> path.matches("m2\\.wal/.*\\.restoring-[0-9a-f]{8}"))
                .findFirst()
                .orElseThrow());
        Files.createLink(out.resolve("m2.wal").resolve(KilledRestore.SEGMENT), staged);
        Restorer.restore(KilledRestore.plan(out), Progress.NONE);
        assertThat(RestoreFixture.tree(out)).containsExactlyElementsOf(KilledRestore.COMPLETE);
    }

    @Test
    void aKillAtARandomMomentIsCompletedByTheSamePlan() throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < LongRun.times(4, 400); i++) {
            Path out = KilledRestore.prepare(dir.resolve("out" + i));
            Process process = KilledRestore.start(out, i % 2 == 0 ? "plan" : "draft", Stage.PUBLISH, Integer.MAX_VALUE);
            boolean ended = process.waitFor(random.nextInt(LongRun.times(2000, 4000)), TimeUnit.MILLISECONDS);
            process.destroyForcibly().waitFor();
            assertEachIsCompleteOrAbsent(out);
            RestorePlan plan = KilledRestore.plan(out);
            List<Leftover> leftovers = Leftovers.find(plan);
            List<Leftover> removable = leftovers.stream().filter(Leftover::isRemovable).toList();
            Leftovers.remove(removable);
            boolean absent = !ended && Files.notExists(out.resolve("m2.etcd/member/snap/db"));
            if (absent || !leftovers.equals(removable)) {
                Restorer.restore(plan, Progress.NONE);
            }
            assertThat(RestoreFixture.tree(out)).as("run %d, ended: %s", i, ended)
                    .containsExactlyElementsOf(KilledRestore.COMPLETE);
        }
    }

    /** A data directory is not there or has everything, its log too; the log of one that is not there may be. */
    private static void assertEachIsCompleteOrAbsent(Path out) throws IOException {
        List<String> there = RestoreFixture.tree(out);
        for (String member : List.of("m0", "m1", "m2")) {
            if (there.contains(member + ".etcd/member")) {
                assertThat(there)
                        .containsAll(KilledRestore.COMPLETE.stream().filter(path -> path.startsWith(member)).toList());
            }
        }
    }

    @Test
    void whatIsStagedIsReadAgainBeforeItIsMoved() throws Exception {
        Path out = KilledRestore.halfWay(dir);
        Path staged = out.resolve(RestoreFixture.tree(out)
                .stream()
                .filter(path -> path.contains(".restoring-") && path.endsWith("/db"))
                .findFirst()
                .orElseThrow());
        try (FileChannel channel = FileChannel.open(staged, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[]{1}), channel.size() - 100);
        }
        List<String> before = RestoreFixture.tree(out);
        assertThatThrownBy(() -> Restorer.restore(KilledRestore.plan(out), Progress.NONE))
                .hasMessageContainingAll(staged.toString(), "nothing of that was moved");
        assertThat(RestoreFixture.tree(out)).isEqualTo(before);
    }

    @Test
    void whatWasTakenAwayMeanwhileIsNotCalledComplete() throws Exception {
        Path out = KilledRestore.halfWay(dir);
        Files.move(out.resolve("m0.etcd"), dir.resolve("elsewhere"));
        List<String> before = RestoreFixture.tree(out);
        assertThatThrownBy(() -> Restorer.restore(KilledRestore.plan(out), Progress.NONE))
                .hasMessageContaining("is neither there nor at");
        assertThat(RestoreFixture.tree(out)).isEqualTo(before);
    }

    @Test
    void whatCameToATargetMeanwhileIsNotReplaced() throws Exception {
        Path out = KilledRestore.halfWay(dir);
        Files.createDirectories(out.resolve("m1.etcd/member"));
        assertThatThrownBy(() -> Restorer.restore(KilledRestore.plan(out), Progress.NONE))
                .hasMessageContaining("something else is there by now");
        assertThat(RestoreFixture.tree(out)).contains("m1.etcd/member").doesNotContain("m1.etcd/member/snap");
    }

    @Test
    void theSameRequestOnceMoreFindsItsToken() throws Exception {
        Path out = KilledRestore.halfWay(dir);
        List<Path> dataDirs = Stream.of("m0.etcd", "m1.etcd", "m2.etcd").map(out::resolve).toList();
        assertThat(UnfinishedRestore.token(dataDirs)).contains(KilledRestore.TOKEN);
        Restorer.restore(KilledRestore.plan(out), Progress.NONE);
        assertThat(UnfinishedRestore.token(dataDirs)).isEmpty();
    }
}
