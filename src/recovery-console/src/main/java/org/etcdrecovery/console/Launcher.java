package org.etcdrecovery.console;

import javafx.application.Application;

/**
 * Starts the console. Separate from the application, because Java refuses to start an {@code Application} subclass from
 * the class path.
 */
public final class Launcher {
    private Launcher() {}

    /**
     * Starts the console.
     *
     * @param args a snapshot to open; none for the start page
     */
    public static void main(String[] args) {
        Application.launch(ConsoleApp.class, args);
    }
}
