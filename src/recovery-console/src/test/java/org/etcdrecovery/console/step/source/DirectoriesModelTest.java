package org.etcdrecovery.console.step.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.step.source.directories.DirectoriesModel;
import org.etcdrecovery.console.step.source.directories.DirectoryRow;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.console.testing.ThreeMembers;
import org.etcdrecovery.core.progress.Progress;
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

    private static DirectoriesModel model() {
        return new DirectoriesModel(TestTools.direct(), new Activity());
    }
}
