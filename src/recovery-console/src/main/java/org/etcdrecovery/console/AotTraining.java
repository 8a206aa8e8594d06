package org.etcdrecovery.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.settings.Places;
import org.etcdrecovery.console.settings.SampleSnapshot;
import org.etcdrecovery.core.snapshot.SnapshotName;

/**
 * The training run for an AOT cache: opens the window, inspects the sample, looks inside it, and ends, while the JVM
 * records the classes that are loaded and the code that runs often. Its argument is an empty directory, used in place of
 * the user's settings.
 */
public final class AotTraining {
    /** Long enough for what a button opens to be read and painted. If it takes longer, the cache just lacks its classes. */
    private static final Duration LENGTH = Duration.millis(400);
    /** After so many turns without the next button, the rest is not visited. */
    private static final int PATIENCE = 20;
    /** The first opening of a tab is the longest wait in the explorer: each is opened here. */
    private static final List<String> BUTTONS = List.of("lookInside", "tab-kubernetes", "objects-objects",
            "objects-largest", "objects-deleted", "tab-revisions", "revisions-deleted", "tab-buckets", "tab-pages",
            "tab-members", "tab-leases", "tab-auth", "tab-alarms", "tab-meta", "tab-keys");

    private AotTraining() {}

    /** Runs the training. */
    public static void main(String[] args) {
        Application.launch(App.class, args);
    }

    /** Opens the window and closes it again. */
    public static final class App extends Application {
        @Override
        public void start(Stage stage) {
            Places places = Places.in(Path.of(getParameters().getUnnamed().getFirst()));
            Console console = new Console(stage, places, _ -> {});
            try {
                console.window()
                        .begin(RunKind.INSPECT, Optional.of(SnapshotName.of(SampleSnapshot.unpack(places.sample()))));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            visit(stage.getScene(), new ArrayDeque<>(BUTTONS), PATIENCE, () -> {
                console.close();
                Platform.exit();
            });
        }

        private static void visit(Scene scene, Deque<String> buttons, int patience, Runnable end) {
            PauseTransition pause = new PauseTransition(LENGTH);
            pause.setOnFinished(_ -> {
                if (buttons.isEmpty() || patience == 0) {
                    end.run();
                } else if (scene.lookup("#" + buttons.peek()) instanceof ButtonBase button && !button.isDisabled()) {
                    buttons.remove();
                    button.fire();
                    visit(scene, buttons, PATIENCE, end);
                } else {
                    visit(scene, buttons, patience - 1, end);
                }
            });
            pause.play();
        }
    }
}
