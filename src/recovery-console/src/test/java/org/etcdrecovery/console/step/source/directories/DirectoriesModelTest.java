package org.etcdrecovery.console.step.source.directories;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.HeldTaskRunner;
import org.etcdrecovery.console.testing.FakeDialogs;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.console.testing.ThreeMembers;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.rescue.replay.LaggingMember;
import org.etcdrecovery.core.restore.Restorer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoriesModelTest {
    @TempDir
    private Path directory;
    private List<Path> paths = List.of();

    @BeforeEach
    void write() throws IOException {
        Restorer.restore(ThreeMembers.planned(directory).acceptedPlan().orElseThrow(), Progress.NONE);
        paths = List.of(directory.resolve("m1.etcd"), directory.resolve("m2.etcd"));
    }

    @Test
    void recommendsTheFirstOfEquals() {
        DirectoriesModel model = model();

        model.add(paths);

        assertThat(model.taken()).contains(paths.getFirst());
    }

    /** Until then, a member whose directory is being read would be called missing. */
    @Test
    void judgesOnlyWhenAllHaveBeenRead() {
        HeldTaskRunner runner = new HeldTaskRunner();
        DirectoriesModel model = new DirectoriesModel(TestTools.with(runner, new FakeDialogs()), new Activity());
        model.add(List.of(paths.getFirst()));
        runner.release();
        assertThat(model.ranking().get()).isPresent();

        model.add(List.of(paths.getLast()));
        assertThat(model.ranking().get()).isEmpty();

        runner.release();
        assertThat(model.ranking().get().orElseThrow().members()).hasSize(2);
    }

    @Test
    void judgesNothingAfterReadingWasStopped() {
        HeldTaskRunner runner = new HeldTaskRunner();
        Activity activity = new Activity();
        DirectoriesModel model = new DirectoriesModel(TestTools.with(runner, new FakeDialogs()), activity);
        model.add(List.of(paths.getFirst()));
        runner.release();
        model.add(List.of(paths.getLast()));

        activity.cancel();
        runner.release();

        assertThat(model.failed().get()).isPresent();
        assertThat(model.ranking().get()).isEmpty();
        model.remove(model.rows().getLast());
        assertThat(model.ranking().get()).isPresent();
    }

    @Test
    void keepsWhatWasTakenBeforeARestart() {
        DirectoriesModel model = model();

        model.fill(paths, Optional.of(paths.getLast()));

        assertThat(model.taken()).contains(paths.getLast());
        assertThat(model.chosen().get().map(DirectoryRow::path)).contains(paths.getLast());
        model.remove(model.chosen().get().orElseThrow());
        assertThat(model.taken()).contains(paths.getFirst());
    }

    @Test
    void recommendsAnotherWhenWhatWasTakenBeforeIsGone() {
        DirectoriesModel model = model();

        model.fill(paths, Optional.of(directory.resolve("gone")));

        assertThat(model.taken()).contains(paths.getFirst());
    }

    @Test
    void findsTheLogThatAFetchPutBesideADirectory() throws IOException {
        Path dataDir = paths.getFirst();
        Path log = Files.move(dataDir.resolve("member/wal"), directory.resolve("m1.wal"));
        Files.createDirectory(directory.resolve("m2.wal"));
        DirectoriesModel model = model();

        model.add(paths);

        assertThat(model.rows()).filteredOn(row -> row.path().equals(dataDir))
                .singleElement()
                .satisfies(row -> assertThat(row.directory().orElseThrow().walDir()).isEqualTo(log))
                .satisfies(row -> assertThat(row.directory().orElseThrow().log()).isPresent());
        assertThat(model.rows()).filteredOn(row -> row.path().equals(paths.getLast()))
                .singleElement()
                .satisfies(row -> assertThat(row.directory().orElseThrow().walDir()).as("it has one of its own")
                        .isEqualTo(paths.getLast().resolve("member/wal")));
    }

    @Test
    void drawsALogThatHoldsEverything() throws IOException {
        Path dataDir = lagging();
        Files.delete(dataDir.resolve("member/snap/db"));
        DirectoriesModel model = model();

        model.add(List.of(dataDir));

        DirectoryRow row = model.rows().getFirst();
        assertThat(row.canBeUsed()).isTrue();
        DirectoryRow.Bar bar = row.bar().orElseThrow();
        assertThat(bar.database()).isZero();
        assertThat(bar.committed()).isPositive();
        assertThat(bar.maybe()).isGreaterThan(bar.committed());
        assertThat(bar.behind()).isEqualTo(bar.maybe());
    }

    @Test
    void drawsWhatIsBehindDamage() throws IOException {
        Path dataDir = lagging();
        flip(dataDir, "spoilt");
        DirectoriesModel model = model();

        model.add(List.of(dataDir));

        DirectoryRow.Bar bar = model.rows().getFirst().bar().orElseThrow();
        assertThat(bar.maybe()).isEqualTo(bar.database() + 1);
        assertThat(bar.missing()).isEqualTo(bar.maybe() + 1);
        assertThat(bar.behind()).isEqualTo(bar.missing() + 1);
        assertThat(bar.scale()).isEqualTo(bar.behind());
        assertThat(bar.torn()).isFalse();
    }

    @Test
    void aGapThatTheLogOfAnotherMemberClosesIsNoneInTheBar() throws IOException {
        Path dataDir = lagging();
        flip(dataDir, "spoilt");
        Path other = directory.resolve("other.etcd");
        new LaggingMember(other, 2, LaggingMember.base()).put("a", "sound").committed().put("b", "spoilt").write();
        Files.delete(other.resolve("member/snap/db"));
        DirectoriesModel model = model();

        model.add(List.of(dataDir, other));

        DirectoryRow row = model.chosen().get().orElseThrow();
        assertThat(row.path()).isEqualTo(dataDir);
        DirectoryRow.Bar bar = row.bar().orElseThrow();
        assertThat(bar.maybe()).isEqualTo(bar.database() + 3);
        assertThat(bar.behind()).isEqualTo(bar.maybe());
        model.remove(model.rows().stream().filter(each -> each.path().equals(other)).findFirst().orElseThrow());
        assertThat(model.chosen().get().flatMap(DirectoryRow::bar).orElseThrow().maybe())
                .as("what it has by itself")
                .isEqualTo(bar.database() + 1);
    }

    private Path lagging() throws IOException {
        Path dataDir = directory.resolve("lagging.etcd");
        new LaggingMember(dataDir).put("a", "sound").committed().put("b", "spoilt").put("c", "behind").write();
        return dataDir;
    }

    /** Changes a byte of the log. */
    private static void flip(Path dataDir, String at) throws IOException {
        try (Stream<Path> files = Files.list(dataDir.resolve("member/wal"))) {
            Path wal = files.filter(file -> file.toString().endsWith(".wal")).findFirst().orElseThrow();
            byte[] bytes = Files.readAllBytes(wal);
            bytes[new String(bytes, ISO_8859_1).indexOf(at)] ^= 1;
            Files.write(wal, bytes);
        }
    }

    private static DirectoriesModel model() {
        return new DirectoriesModel(TestTools.direct(), new Activity());
    }
}
