package org.etcdrecovery.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.util.Subscription;
import org.etcdrecovery.console.home.HomeView;
import org.etcdrecovery.console.home.HomeViewModel;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.shell.StepModel;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.shell.WizardView;
import org.etcdrecovery.console.testing.FakeStarter;
import org.etcdrecovery.console.testing.ScreenTest;
import org.etcdrecovery.console.testing.TestTools;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The settings outlive every page, and keep none of them in memory, least of all a run with a password. */
class LeftRunTest extends ScreenTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long PAUSE_MILLIS = 200;

    private final StepTools tools = TestTools.direct();
    private final ReferenceQueue<Object> forgotten = new ReferenceQueue<>();
    private final Set<Reference<?>> left = new HashSet<>();

    @ParameterizedTest
    @EnumSource
    void aRunIsForgottenOnceItIsLeft(RunKind kind) throws InterruptedException {
        doOnFx(() -> {
            Recovery recovery = new Recovery(kind, TestTools.NOW);
            recovery.choose(SnapshotChoice.ofFile(TestTools.SAMPLE));
            Run run = new Run(recovery, tools, new FakeStarter());
            Subscription keeping = run.keep(tools.memory());
            WizardView view = new WizardView(run.wizard(), run::view, () -> {});
            run.wizard().steps().forEach(StepModel::entered);
            run.wizard().steps().forEach(step -> showAndRemove(run.view(step)));
            showAndRemove(view);
            keeping.unsubscribe();
            follow(recovery);
        });

        assertForgotten();
    }

    @Test
    void aStartPageIsForgottenOnceItIsLeft() throws InterruptedException {
        doOnFx(() -> {
            HomeViewModel model = new HomeViewModel(tools, new FakeStarter(), Path.of("sample.db"), List.of());
            showAndRemove(new HomeView(model));
            follow(model);
        });

        assertForgotten();
    }

    /** In a scene of its own: that of a window keeps its earlier content for a while. */
    private static void showAndRemove(Parent view) {
        StackPane pane = new StackPane(view);
        Scene scene = new Scene(pane);
        pane.applyCss();
        pane.layout();
        pane.getChildren().clear();
        scene.setRoot(new StackPane());
    }

    private void follow(Object one) {
        left.add(new WeakReference<>(one, forgotten));
    }

    private void assertForgotten() throws InterruptedException {
        assertThat(left).isNotEmpty();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!left.isEmpty() && System.nanoTime() < deadline) {
            System.gc();
            left.remove(forgotten.remove(PAUSE_MILLIS));
        }
        assertThat(left).map(Reference::get).isEmpty();
    }
}
