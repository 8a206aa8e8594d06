package org.etcdrecovery.console;

import javafx.application.Application;
import org.etcdrecovery.console.settings.SettingsFile;
import org.etcdrecovery.console.text.Texts;

/**
 * Starts the console. Separate from the application, because Java refuses to start an {@code Application} subclass from
 * the class path.
 */
public final class Launcher {
    private Launcher() {}

    /**
     * Starts the console. Exits with 1 where no display can be opened.
     *
     * @param args a snapshot to open; none for the start page
     */
    public static void main(String[] args) {
        prepare();
        try {
            Application.launch(ConsoleApp.class, args);
        } catch (UnsupportedOperationException e) {
            // What JavaFX throws if there is no display. What fails later, it wraps.
            System.err.println(Texts.of("shell").get("display.none", String.valueOf(e.getMessage())));
            System.exit(1);
        }
    }

    /** Loads what reads the settings, with which the window begins, while JavaFX starts. */
    public static void prepare() {
        Thread.ofPlatform().daemon().name("settings-reader").start(SettingsFile::prepare);
    }
}
