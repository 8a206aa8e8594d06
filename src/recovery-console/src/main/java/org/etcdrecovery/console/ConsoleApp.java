package org.etcdrecovery.console;

import java.nio.file.Path;
import java.util.Optional;
import javafx.application.Application;
import javafx.stage.Stage;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.settings.Places;

/** The application. */
public final class ConsoleApp extends Application {
    private Optional<Console> console = Optional.empty();

    @Override
    public void start(Stage stage) {
        Console opened = new Console(stage, Places.find());
        console = Optional.of(opened);
        getParameters().getUnnamed()
                .stream()
                .findFirst()
                .ifPresent(file -> opened.window().begin(RunKind.INSPECT, Optional.of(Path.of(file))));
    }

    @Override
    public void stop() {
        console.ifPresent(Console::close);
    }
}
