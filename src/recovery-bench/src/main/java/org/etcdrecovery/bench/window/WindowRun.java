package org.etcdrecovery.bench.window;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.etcdrecovery.console.ConsoleApp;

/**
 * The process that is measured. It opens the console, opens a file in it, looks inside once the verdict is final, and
 * prints one line per measure with its nanoseconds.
 */
public final class WindowRun {
    private WindowRun() {}

    /**
     * Runs the console.
     *
     * @param arguments the instant at which this process was requested, a prefix that some keys have, and the file
     */
    public static void main(String[] arguments) {
        Application.launch(App.class, arguments);
    }

    /** The console, under observation. */
    public static final class App extends ConsoleApp {
        /** The first pulse draws the window; the second one shows that it was drawn. */
        private static final int PAINTED = 2;
        private static final int PREFIX = 1;

        private final Map<Measure, Duration> measured = new EnumMap<>(Measure.class);
        private final Heartbeat heartbeat = new Heartbeat();
        private Optional<Stage> window = Optional.empty();
        private boolean inExplorer;
        private String waiting = "";
        private long opened;
        private int pulses;

        @Override
        public void start(Stage stage) {
            startEmpty(stage);
            window = Optional.of(stage);
            ExplorerWalk walk = new ExplorerWalk(stage.getScene(), getParameters().getRaw().get(PREFIX), measured::put);
            new AnimationTimer() {
                @Override
                public void handle(long now) {
                    pulse();
                    try {
                        if (inExplorer && walk.pulse()) {
                            stop();
                            end();
                        }
                    } catch (IllegalStateException e) {
                        e.printStackTrace();
                        System.exit(1);
                    }
                }
            }.start();
        }

        private void pulse() {
            pulses++;
            if (pulses == PAINTED) {
                Instant asked = Instant.parse(getParameters().getRaw().getFirst());
                measured.put(Measure.START_PAGE, Duration.between(asked, Instant.now()));
                opened = System.nanoTime();
                open(Path.of(getParameters().getRaw().getLast()));
                waiting = firstCheck();
            } else if (pulses > PAINTED) {
                if (note(Measure.PAGE, () -> pulses == 2 * PAINTED)) {
                    heartbeat.start();
                }
                note(Measure.FIRST_CHECK, () -> !firstCheck().equals(waiting));
                awaitResult();
            }
        }

        /** Looks for one thing after the other: each look searches the whole window, on the thread that is measured. */
        private void awaitResult() {
            if (!measured.containsKey(Measure.STATUS_TABLE)) {
                note(Measure.STATUS_TABLE, this::hasTable);
            } else if (!measured.containsKey(Measure.VERDICT)) {
                if (note(Measure.VERDICT, () -> find("#export").isPresent())) {
                    measured.put(Measure.WAIT_WHILE_READING, heartbeat.takeLongest());
                    find("#lookInside").map(Button.class::cast).ifPresent(Button::fire);
                }
            } else if (note(Measure.CONTENTS, this::hasContents)) {
                measured.put(Measure.WAIT_FOR_RESULT, heartbeat.takeLongest());
                inExplorer = true;
            }
        }

        /** Records the time at which a measure is first reached; returns whether it has been reached. */
        private boolean note(Measure measure, BooleanSupplier reached) {
            boolean now = !measured.containsKey(measure) && reached.getAsBoolean();
            if (now) {
                measured.put(measure, Duration.ofNanos(System.nanoTime() - opened));
            }
            return now;
        }

        private String firstCheck() {
            return find("#check-FILE").map(Node::getAccessibleText).orElse("");
        }

        /** The hash is a dash until it is known. */
        private boolean hasTable() {
            return find("#stat-hash").map(Labeled.class::cast).filter(cell -> cell.getText().length() > 1).isPresent();
        }

        private boolean hasContents() {
            return find("#keysCount").map(Labeled.class::cast).filter(count -> !count.getText().isEmpty()).isPresent();
        }

        private Optional<Node> find(String id) {
            return window.map(stage -> stage.getScene().lookup(id));
        }

        private void end() {
            measured.put(Measure.WAIT_IN_EXPLORER, heartbeat.takeLongest());
            measured.forEach((measure, time) -> System.out.println(measure + " " + time.toNanos()));
            Platform.exit();
        }
    }
}
