package org.etcdrecovery.bench.start;

import javafx.application.Application;
import javafx.stage.Stage;
import org.etcdrecovery.console.ConsoleApp;
import org.etcdrecovery.console.Launcher;

/** The console, which ends once its start page is painted. */
public final class StartPage {
    private StartPage() {}

    /**
     * Opens the console.
     *
     * @param arguments the instant at which this process was requested
     */
    public static void main(String[] arguments) {
        Launcher.prepare();
        Application.launch(App.class, arguments);
    }

    /** The console, under observation. */
    public static final class App extends ConsoleApp {
        @Override
        public void start(Stage stage) {
            startEmpty(stage);
            Painted.report(getParameters());
        }
    }
}
