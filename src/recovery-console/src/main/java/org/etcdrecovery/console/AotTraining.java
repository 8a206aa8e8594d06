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
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
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
    /** After so many turns without the next node, the rest is not visited. */
    private static final int PATIENCE = 100;
    /** What is shown once a key is selected. */
    private static final String KEY = "keyPanel";
    /** What is first opened in the explorer is the longest wait there: each tab, and each part of a key. */
    private static final List<String> VISITED = List.of("lookInside", "tab-kubernetes", "objects-objects",
            "objects-largest", "objects-deleted", "tab-revisions", "revisions-deleted", "tab-buckets", "tab-pages",
            "tab-members", "tab-leases", "tab-auth", "tab-alarms", "tab-meta", "tab-keys", "keyTree",
            "part-history", "part-hex", "scope-values", "explorerExport");

    private static final Deque<String> LEFT = new ArrayDeque<>(VISITED);

    private AotTraining() {}

    /** Runs the training. Exits with 1 if something could not be visited, and the cache lacks its classes. */
    public static void main(String[] args) {
        Application.launch(App.class, args);
        if (!LEFT.isEmpty()) {
            System.err.println("not visited: " + LEFT);
            System.exit(1);
        }
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
            visit(stage.getScene(), PATIENCE, () -> {
                console.close();
                Platform.exit();
            });
        }

        private static void visit(Scene scene, int patience, Runnable end) {
            PauseTransition pause = new PauseTransition(LENGTH);
            pause.setOnFinished(_ -> {
                if (LEFT.isEmpty() || patience == 0) {
                    end.run();
                } else if (use(scene)) {
                    LEFT.remove();
                    visit(scene, PATIENCE, end);
                } else {
                    visit(scene, patience - 1, end);
                }
            });
            pause.play();
        }

        /** Presses the next button; or opens the last row of the tree, which has to be done until it is a key. */
        private static boolean use(Scene scene) {
            Node node = scene.lookup("#" + LEFT.element());
            if (node == null || node.isDisabled()) {
                return false;
            }
            if (node instanceof ButtonBase button) {
                button.fire();
                return true;
            }
            for (KeyCode key : List.of(KeyCode.END, KeyCode.RIGHT)) {
                node.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, false, false, false));
            }
            return scene.lookup("#" + KEY) != null;
        }
    }
}
