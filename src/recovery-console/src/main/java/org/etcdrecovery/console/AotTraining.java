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

/**
 * The training run of an AOT cache: opens the window, looks at the sample, and ends, so that the JVM which records an AOT cache meanwhile sees the classes
 * of a start. Takes an empty directory, in place of the user's own settings.
 */
public final class AotTraining {
    /** Long enough for the sample to be looked at. Whatever does not happen meanwhile is only not in the cache. */
    private static final Duration LENGTH = Duration.seconds(4);

    private AotTraining() {}

    /** Runs it. */
    public static void main(String[] args) {
        Application.launch(App.class, args);
    }

    /** The window, which closes itself. */
    public static final class App extends Application {
        @Override
        public void start(Stage stage) {
            Places places = Places.in(Path.of(getParameters().getUnnamed().getFirst()));
            Console console = new Console(stage, places);
            try {
                console.window().begin(RunKind.INSPECT, Optional.of(SampleSnapshot.unpack(places.sample())));
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
