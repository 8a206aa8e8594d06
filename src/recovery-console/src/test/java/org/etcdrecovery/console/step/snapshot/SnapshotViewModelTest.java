package org.etcdrecovery.console.step.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.recovery.SourceKind;
import org.etcdrecovery.console.run.DirectTaskRunner;
import org.etcdrecovery.console.run.HeldTaskRunner;
import org.etcdrecovery.console.run.TaskRunner;
import org.etcdrecovery.console.shell.StepState;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.step.inspect.InspectViewModel;
import org.etcdrecovery.console.testing.FakeDialogs;
import org.etcdrecovery.console.testing.FakeStarter;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.cluster.probe.Prober;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessor;
import org.etcdrecovery.core.cluster.save.Manifest;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.RealCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Saves from a real server. */
class SnapshotViewModelTest {
    @TempDir
    private static Path parent;
    private static RealCluster cluster;
    private static ConnectionSettings settings;
    private static ProbeReport report;

    @TempDir
    private Path directory;
    private final Recovery recovery = new Recovery(RunKind.SAVE, TestTools.NOW);
    private final FakeDialogs dialogs = new FakeDialogs();

    @BeforeAll
    static void start() throws IOException {
        cluster = RealCluster.fresh(EtcdVersion.V3_6, parent, 1);
        URI client = cluster.member(0).member().clientUrl();
        settings = ConnectionSettings.of(List.of(new Endpoint(client.getHost(), client.getPort(), false)));
        report = Prober.probe(settings, _ -> {}, Progress.NONE);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @BeforeEach
    void connected() {
        recovery.oldCluster().asking(settings);
        recovery.askedMembers(report, QuorumAssessor.assess(report, settings));
    }

    @Test
    void choosesTheBestMemberAndANameAndSaves() {
        SnapshotViewModel model = model(new DirectTaskRunner());
        assertThat(model.selected().get().orElseThrow().reason()).startsWith("No other member can provide it");
        assertThat(model.target().get()).startsWith(System.getProperty("user.home")).endsWith("-20261124-2200.db");
        Path file = directory.resolve("saved.db");
        model.target().set(file.toString());
        assertThat(model.outline().commands().getFirst().text()).contains("snapshot save").contains("saved.db");
        assertThat(model.outline().primary().text().get()).isEqualTo("Save snapshot");

        model.outline().primary().fire();

        assertThat(file).exists();
        assertThat(Manifest.pathFor(file)).as("before anything is inspected").exists();
        assertThat(recovery.snapshot().get().orElseThrow().file()).isEqualTo(file);
        assertThat(recovery.snapshot().get().orElseThrow().member()).isEqualTo("m1");
        assertThat(recovery.snapshot().get().orElseThrow().lacks()).isEmpty();
        assertThat(model.outline().state().get()).isEqualTo(StepState.DONE);
        assertThat(model.outline().primary().text().get()).isEqualTo("Continue to Inspect");
    }

    @Test
    void offersTheDirectoryOfTheLastSaveAsLongAsItCanBeWritten() throws IOException {
        StepTools tools = TestTools.with(new DirectTaskRunner(), dialogs);
        Path shelf = Files.createDirectory(directory.resolve("shelf"));
        SnapshotViewModel first = new SnapshotViewModel(recovery, tools);
        first.target().set(shelf.resolve("saved.db").toString());
        first.save();

        assertThat(new SnapshotViewModel(recovery, tools).target().get()).startsWith(shelf.toString());

        Path away = Files.move(shelf, directory.resolve("away"));
        SnapshotViewModel later = new SnapshotViewModel(recovery, tools);
        assertThat(later.target().get()).startsWith(System.getProperty("user.home"));
        assertThat(later.problem().get()).isEmpty();
        later.target().set(away.resolve("typed.db").toString());
        assertThat(later.target().get()).isEqualTo(away.resolve("typed.db").toString());
    }

    @Test
    void theManifestIsWrittenWithTheVerdict() throws IOException {
        SnapshotViewModel model = model(new DirectTaskRunner());
        Path file = directory.resolve("judged.db");
        model.target().set(file.toString());
        model.save();

        StepTools tools = TestTools.direct();
        InspectViewModel inspect = new InspectViewModel(recovery, tools, new FakeStarter());
        inspect.entered();
        tools.memory().close();

        Path manifest = inspect.inspected().get().orElseThrow().manifest().orElseThrow();
        assertThat(Files.readString(manifest)).contains("RESTORABLE").contains("\"memberName\" : \"m1\"");
        assertThat(inspect.outline().primary().text().get()).isEqualTo("Done");
    }

    @Test
    void aFileThatIsThereIsOnlyReplacedWhenAsked() throws IOException {
        Path file = Files.writeString(directory.resolve("there.db"), "precious");
        SnapshotViewModel model = model(new DirectTaskRunner());
        model.target().set(file.toString());
        assertThat(model.hint().get()).startsWith("This file exists");

        model.outline().primary().fire();
        assertThat(dialogs.asked()).containsExactly("Replace there.db?");
        assertThat(file).hasContent("precious");

        dialogs.goingAhead();
        model.outline().primary().fire();
        assertThat(Files.size(file)).isGreaterThan(8);
        assertThat(model.isSaved()).isTrue();
    }

    @Test
    void aFileThatAppearsMeanwhileIsAskedAboutAsWell() throws IOException {
        SnapshotViewModel model = model(new DirectTaskRunner());
        Path file = directory.resolve("late.db");
        model.target().set(file.toString());
        Files.writeString(file, "precious");

        model.outline().primary().fire();

        assertThat(dialogs.asked()).containsExactly("Replace late.db?");
        assertThat(file).hasContent("precious");
    }

    @Test
    void aPlaceThatCannotBeWrittenToIsToldBeforehand() {
        SnapshotViewModel model = model(new DirectTaskRunner());
        model.target().set(directory.resolve("nowhere/a.db").toString());
        assertThat(model.problem().get()).startsWith("The directory does not exist");
        assertThat(model.outline().primary().reason().get()).isEqualTo("Fix the path first");
        model.target().set(directory.toString());
        assertThat(model.problem().get()).startsWith("This is a directory");
        model.target().set("relative.db");
        assertThat(model.problem().get()).startsWith("Enter the whole path");
        model.target().set(" ");
        assertThat(model.problem().get()).startsWith("Enter the file");
        model.target().set("/proc/self/a.db");
        assertThat(model.problem().get()).as("before its space is counted").startsWith("The console cannot write");
    }

    @Test
    void stoppingLeavesNothingBehind() throws IOException {
        HeldTaskRunner runner = new HeldTaskRunner();
        SnapshotViewModel model = model(runner);
        while (runner.isHolding()) {
            runner.release();
        }
        model.target().set(directory.resolve("stopped.db").toString());
        runner.release();

        model.outline().primary().fire();
        assertThat(model.outline().primary().reason().get()).isEqualTo("Available when the file is complete");
        model.outline().activity().cancel();
        runner.release();

        assertThat(model.failed().get().orElseThrow().cancelled()).isTrue();
        assertThat(recovery.snapshot().get()).isEmpty();
        try (var files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.startsWith("stopped"));
        }
    }

    @Test
    void withoutAnAnswerThereIsNothingToSaveFrom() {
        SnapshotViewModel model = new SnapshotViewModel(new Recovery(RunKind.SAVE, TestTools.NOW),
                TestTools.with(new DirectTaskRunner(), dialogs));

        assertThat(model.choices()).isEmpty();
        assertThat(model.outline().primary().reason().get()).isEqualTo("No member answers yet");
    }

    @Test
    void aFileAtHandPassesTheStepBy() {
        SnapshotViewModel model = model(new DirectTaskRunner());
        assertThat(model.isPassedBy()).isFalse();
        recovery.chooseSource(SourceKind.FILE);
        assertThat(model.isPassedBy()).isTrue();
    }

    private SnapshotViewModel model(TaskRunner runner) {
        StepTools tools = TestTools.with(runner, dialogs);
        return new SnapshotViewModel(recovery, tools);
    }
}
