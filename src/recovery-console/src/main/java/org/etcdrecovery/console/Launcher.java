package org.etcdrecovery.console;

import javafx.application.Application;

/** Starts the console. Apart from the application, because Java refuses a main class that is one on the class path. */
public final class Launcher {
    private Launcher() {}

    /**
     * Starts it.
     *
     * @param args a snapshot to open; none for the start page
     */
    public static void main(String[] args) {
        Application.launch(ConsoleApp.class, args);
    }
}
