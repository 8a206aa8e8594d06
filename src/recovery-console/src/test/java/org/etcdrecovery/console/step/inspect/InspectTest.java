package org.etcdrecovery.console.step.inspect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.testing.FakeStarter;
import org.etcdrecovery.console.testing.TestTools;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Steps Inspect that are shown as soon as they exist. */
abstract class InspectTest {
    @TempDir
    Path directory;
    final FakeStarter starter = new FakeStarter();
    private final List<StepTools> opened = new ArrayList<>();

    /** A separate thread writes the settings, into the directory that is deleted after the test. */
    @AfterEach
    void closeMemory() {
        opened.forEach(tools -> tools.memory().close());
    }

    final InspectViewModel entered(Recovery recovery, StepTools tools) {
        opened.add(tools);
        InspectViewModel model = new InspectViewModel(recovery, tools, starter);
        model.entered();
        return model;
    }

    final StepTools tools() {
        return TestTools.direct();
    }

    static Recovery recovery(RunKind kind, Path file) {
        Recovery recovery = new Recovery(kind, TestTools.NOW);
        recovery.choose(SnapshotChoice.ofFile(file));
        return recovery;
    }

    interface Change {
        byte[] of(byte[] bytes) throws IOException;
    }

    final Path changed(Change change) throws IOException {
        return Files.write(directory.resolve("changed.db"), change.of(Files.readAllBytes(TestTools.SAMPLE)));
    }
}
