package org.etcdrecovery.console;

import java.nio.file.Path;
import java.util.Optional;
import javafx.application.Application;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
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
        fitToScreen(stage);
        getParameters().getUnnamed()
                .stream()
                .findFirst()
                .ifPresent(file -> opened.window().begin(RunKind.INSPECT, Optional.of(Path.of(file))));
    }

    @Override
    public void stop() {
        console.ifPresent(Console::close);
    }

    /** On a screen that is smaller than the design the window fills it, instead of showing its middle. */
    private static void fitToScreen(Stage stage) {
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        if (stage.getWidth() > screen.getWidth() || stage.getHeight() > screen.getHeight()) {
            stage.setX(screen.getMinX());
            stage.setY(screen.getMinY());
            stage.setWidth(Math.min(stage.getWidth(), screen.getWidth()));
            stage.setHeight(Math.min(stage.getHeight(), screen.getHeight()));
        }
    }
}
