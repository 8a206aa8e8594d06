package org.etcdrecovery.console;

import java.nio.file.Path;
import java.util.Optional;
import javafx.application.Application;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.etcdrecovery.console.settings.Places;

/** The application. Not final: what measures it watches the window that it opens. */
public class ConsoleApp extends Application {
    private Optional<Console> console = Optional.empty();

    @Override
    public void start(Stage stage) {
        startEmpty(stage);
        getParameters().getUnnamed().stream().findFirst().map(Path::of).ifPresent(this::open);
    }

    /** Opens the window with the start page, whatever the arguments say. */
    protected final void startEmpty(Stage stage) {
        console = Optional.of(new Console(stage, Places.find()));
        fitToScreen(stage);
    }

    /** Looks at a snapshot in the window, as when it is dropped there. */
    protected final void open(Path file) {
        console.ifPresent(opened -> opened.window().open(file));
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
