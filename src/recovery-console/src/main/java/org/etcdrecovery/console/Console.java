package org.etcdrecovery.console;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.InvalidPathException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.etcdrecovery.console.home.HomeNotice;
import org.etcdrecovery.console.run.Ending;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.run.FxTaskRunner;
import org.etcdrecovery.console.settings.Memory;
import org.etcdrecovery.console.settings.Places;
import org.etcdrecovery.console.settings.Settings.WindowPlace;
import org.etcdrecovery.console.settings.SettingsFile;
import org.etcdrecovery.console.settings.SettingsFile.Loaded;
import org.etcdrecovery.console.shell.FxDialogs;
import org.etcdrecovery.console.shell.RehearsalSite;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.shell.StoreAccess;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.theme.Theme;
import org.etcdrecovery.console.widget.Painted;
import org.etcdrecovery.core.files.RunLock;
import org.etcdrecovery.core.files.Scratch;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.jspecify.annotations.Nullable;

/** The whole console: assembles its parts, shows the window, and releases everything when closed. */
final class Console implements AutoCloseable {
    private static final double WIDTH = 1280;
    private static final double HEIGHT = 800;
    private static final double LEAST_WIDTH = 1024;
    private static final double LEAST_HEIGHT = 700;
    private static final System.Logger LOG = System.getLogger(Console.class.getName());

    private final StackPane root = new StackPane();
    private final Places places;
    private final Memory memory;
    private final FxTaskRunner runner;
    private final SnapshotOpener snapshots;
    private final FxDialogs dialogs;
    private final ConsoleWindow window;
    private final RunLock running;
    private @Nullable UnexpectedView unexpected;

    /**
     * Shows the window.
     *
     * @param stage  the stage to show it in
     * @param places where settings, logs and the sample are kept
     * @param opener opens a URI with the program of the desktop
     */
    Console(Stage stage, Places places, Consumer<String> opener) {
        this.places = places;
        LogFile.open(places.logs());
        // A few kilobytes, read once: the theme must be known before the first frame.
        Loaded loaded = new SettingsFile(places.settings()).load();
        memory = new Memory(new SettingsFile(places.settings()), loaded.settings());
        running = RunLock.take(places.lock());
        Theme theme = new Theme();
        theme.choice().set(loaded.settings().theme());
        theme.choice().subscribe((_, choice) -> memory.update(settings -> settings.withTheme(choice)));

        Scene scene = new Scene(root, WIDTH, HEIGHT);
        runner = new FxTaskRunner(this::report);
        Scratch scratch = Scratch.of(System.getenv());
        Thread.ofVirtual().name("sweep").start(scratch::sweep);
        StoreAccess stores = new StoreAccess(System.getenv());
        snapshots = SnapshotOpener.fetchingInto(scratch, stores);
        // JavaFX does not stop the application if a signal ends the process.
        RehearsalSite site = new RehearsalSite(scratch, System.getenv(), new Ending());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            site.ending().end();
            closeSnapshots();
        }, "scratch"));
        dialogs = new FxDialogs(stage, memory, opener);
        StepTools tools = new StepTools(runner, dialogs, memory,
                Clock.system(ZoneId.systemDefault()), snapshots, site, stores);
        window = new ConsoleWindow(tools, theme, places, notices(loaded, running));
        root.getChildren().setAll(window);
        theme.dress(scene);
        Shortcuts.install(scene, window);
        Thread.currentThread().setUncaughtExceptionHandler((_, thrown) -> {
            LOG.log(Level.ERROR, "on the FX thread", thrown);
            report(thrown);
        });

        stage.setTitle(Texts.of("shell").get("app.name"));
        stage.getIcons().setAll(AppIcon.images());
        stage.setMinWidth(LEAST_WIDTH);
        stage.setMinHeight(LEAST_HEIGHT);
        stage.setScene(scene);
        memory.settings().get().window().filter(Console::isOnScreen).ifPresent(place -> put(stage, place));
        stage.setOnCloseRequest(event -> {
            if (window.mayClose()) {
                window.close();
                memory.update(settings -> settings.withWindow(placeOf(stage)));
            } else {
                event.consume();
            }
        });
        stage.show();
        // Not before the start page, but before a failure that leaves no memory for it.
        Painted.then(this::unexpected);
    }

    private static List<HomeNotice> notices(Loaded loaded, RunLock running) {
        Texts texts = Texts.of("home");
        List<HomeNotice> notices = new ArrayList<>();
        if (!loaded.notice().isEmpty()) {
            notices.add(new HomeNotice(texts.get("notice.title"), loaded.notice()));
        }
        if (running.isShared()) {
            notices.add(new HomeNotice(texts.get("shared.title"), texts.get("shared.text")));
        }
        return notices;
    }

    private void report(Throwable thrown) {
        unexpected().show(thrown);
    }

    private UnexpectedView unexpected() {
        if (unexpected == null) {
            unexpected = new UnexpectedView(places.logs(), window::saveDiagnostics);
            root.getChildren().add(unexpected);
        }
        return unexpected;
    }

    /** The content of the window. */
    ConsoleWindow window() {
        return window;
    }

    /** Says why what was named cannot be the name of a file. */
    void refuse(InvalidPathException why) {
        dialogs.tell(Texts.of("shell").get("open.refused"), Failed.of(why).what());
    }

    @Override
    public void close() {
        runner.close();
        closeSnapshots();
        memory.close();
        try {
            running.close();
        } catch (IOException e) {
            // It ends with the process at the latest.
            LOG.log(Level.DEBUG, "the lock on the settings is not released", e);
        }
    }

    private void closeSnapshots() {
        try {
            snapshots.close();
        } catch (IOException e) {
            // The next start removes it.
            LOG.log(Level.WARNING, "an unpacked snapshot is left in scratch", e);
        }
    }

    private static WindowPlace placeOf(Stage stage) {
        return new WindowPlace(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), stage.isMaximized());
    }

    private static void put(Stage stage, WindowPlace place) {
        stage.setX(place.x());
        stage.setY(place.y());
        stage.setWidth(place.width());
        stage.setHeight(place.height());
        stage.setMaximized(place.maximized());
    }

    /** The screen that the window was on may be gone. */
    private static boolean isOnScreen(WindowPlace place) {
        return Screen.getScreensForRectangle(new Rectangle2D(place.x(), place.y(), place.width(), place.height()))
                .stream()
                .findAny()
                .isPresent();
    }
}
