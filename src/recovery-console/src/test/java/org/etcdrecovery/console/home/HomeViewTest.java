package org.etcdrecovery.console.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.testfx.matcher.control.LabeledMatchers.hasText;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.recovery.TypedForms;
import org.etcdrecovery.console.run.DirectTaskRunner;
import org.etcdrecovery.console.settings.InterruptedRun;
import org.etcdrecovery.console.settings.InterruptedRun.Progress;
import org.etcdrecovery.console.settings.InterruptedRun.Subject;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.testing.FakeDialogs;
import org.etcdrecovery.console.testing.FakeStarter;
import org.etcdrecovery.console.testing.Plain;
import org.etcdrecovery.console.testing.ScreenTest;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.core.snapshot.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeViewTest extends ScreenTest {
    private final FakeStarter starter = new FakeStarter();
    private final StepTools tools = TestTools.with(new DirectTaskRunner(), new FakeDialogs().choosing(Path.of("a.db")));

    @BeforeEach
    void open(@TempDir Path directory) {
        show(() -> new HomeView(new HomeViewModel(tools, starter, directory.resolve("sample.db"), List.of())));
    }

    @Test
    void beginsWhatACardSays() {
        clickOn("#task-recover").clickOn("#task-save").clickOn("#task-inspect").clickOn("#task-rescue");

        assertThat(starter.begun()).containsExactly("RECOVER", "SAVE", "INSPECT", "RESCUE");
    }

    @Test
    void saysFirstWhatTheOperatorMustKnow(@TempDir Path directory) {
        HomeView home = show(() -> new HomeView(new HomeViewModel(tools, starter, directory.resolve("sample.db"),
                List.of(new HomeNotice("Another console is open", "Close one of them.")))));

        assertThat(onFx(() -> home.lookupAll("#homeNotices .banner").stream().map(Node::getAccessibleText).toList()))
                .containsExactly("Another console is open. Close one of them.");
    }

    @Test
    void asksForTheFileToInspect() {
        clickOn("#openFile");

        assertThat(starter.begun()).containsExactly("INSPECT a.db");
    }

    @Test
    void unpacksTheSampleAndRecoversFromIt() {
        clickOn("#sample");

        assertThat(starter.begun()).containsExactly("RECOVER sample.db");
    }

    @Test
    void opensTheSnapshotThatWasChosenInAnArchive() {
        doOnFx(() -> tools.memory()
                .update(settings -> settings.withRecent(Plain.recent("/b/all.zip", Optional.of("etcd/a.db"),
                        Verdict.RESTORABLE, Optional.of(1L), Optional.of(1L), 1, TestTools.NOW))));
        clickOn(".file-link");

        assertThat(starter.begun()).containsExactly("INSPECT etcd/a.db in all.zip");
    }

    @Test
    void keepsAndResumesEveryUnfinishedRun() {
        unfinished(RunKind.RECOVER, RunKind.RESCUE, RunKind.RECOVER, RunKind.RESCUE);
        clickOn("#moreRuns");
        clickOn(lookup("#earlierRuns .button").lookup(hasText("Resume")).nth(2).queryButton());

        assertThat(starter.begun()).containsExactly("resume RECOVER");
    }

    @Test
    void takesBackEveryDiscard() {
        unfinished(RunKind.RECOVER, RunKind.RESCUE);
        List<InterruptedRun> before = tools.memory().settings().get().interrupted();
        clickOn("#discard").clickOn("#discard");
        assertThat(tools.memory().settings().get().interrupted()).isEmpty();
        assertThat(lookup("#interruptedRun").query().isVisible()).isFalse();

        clickOn(lookup(".undo-discard").nth(1).queryButton());
        type(KeyCode.ENTER);
        assertThat(starter.begun()).as("the focus is on Resume").containsExactly("resume RECOVER");
        clickOn(".undo-discard");
        assertThat(tools.memory().settings().get().interrupted()).isEqualTo(before);
    }

    private void unfinished(RunKind... kinds) {
        doOnFx(() -> {
            for (int i = 0; i < kinds.length; i++) {
                Progress progress = new Progress(kinds[i], TestTools.NOW.plusSeconds(i), TestTools.NOW.plusSeconds(i),
                        "CLUSTER");
                tools.memory()
                        .update(settings -> settings.withInterrupted(Plain.interrupted(progress,
                                new Subject(Optional.empty(), Optional.empty()), TypedForms.NONE, Optional.empty())));
            }
        });
    }
}
