package org.etcdrecovery.console;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import javafx.application.Application;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.etcdrecovery.console.settings.Places;

/** The JavaFX application. Not final, because the window benchmark subclasses it to watch the window. */
public class ConsoleApp extends Application {
    private Optional<Console> console = Optional.empty();

    @Override
    public void start(Stage stage) {
        startEmpty(stage);
        getParameters().getUnnamed().stream().findFirst().ifPresent(this::openNamed);
    }

    private void openNamed(String name) {
        try {
            open(Path.of(name));
        } catch (InvalidPathException e) {
            console.ifPresent(opened -> opened.refuse(e));
        }
    }

    /** Opens the window with the start page and ignores the arguments. */
    protected final void startEmpty(Stage stage) {
        console = Optional.of(new Console(stage, Places.find(), getHostServices()::showDocument));
        fitToScreen(stage);
    }

    /** Inspects a snapshot in the window, as if it was dropped there. */
    protected final void open(Path file) {
        console.ifPresent(opened -> opened.window().open(file));
    }

    @Override
    public void stop() {
        console.ifPresent(Console::close);
    }

    /** If the screen is smaller than the design, the window fills it; otherwise JavaFX would show only its middle. */
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
