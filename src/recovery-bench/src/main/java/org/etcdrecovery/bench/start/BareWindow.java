package org.etcdrecovery.bench.start;

import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/** A window with a word in it. */
public final class BareWindow {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 800;

    private BareWindow() {}

    /**
     * Opens the window and ends once it is painted.
     *
     * @param arguments the instant at which this process was requested
     */
    public static void main(String[] arguments) {
        Application.launch(App.class, arguments);
    }

    /** Shows an empty window and prints when it was painted. */
    public static final class App extends Application {
        @Override
        public void start(Stage stage) {
            stage.setScene(new Scene(new StackPane(new Label("Bare")), WIDTH, HEIGHT));
            stage.show();
            Painted.report(getParameters());
        }
    }
}
