package org.etcdrecovery.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.settings.Places;
import org.etcdrecovery.console.settings.SampleSnapshot;
import org.etcdrecovery.core.snapshot.SnapshotName;

/**
 * The training run for an AOT cache: opens the window, inspects the sample, and ends, while the JVM records the classes
 * that a start loads. Its argument is an empty directory, used in place of the user's settings.
 */
public final class AotTraining {
    /** Long enough to inspect the sample. If something takes longer, the cache just lacks its classes. */
    private static final Duration LENGTH = Duration.seconds(4);

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
            PauseTransition end = new PauseTransition(LENGTH);
            end.setOnFinished(_ -> {
                console.close();
                Platform.exit();
            });
            end.play();
        }
    }
}
