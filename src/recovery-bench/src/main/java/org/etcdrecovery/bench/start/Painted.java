package org.etcdrecovery.bench.start;

import java.time.Duration;
import java.time.Instant;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.Platform;

/** Tells how long it took until a window was painted. */
final class Painted extends AnimationTimer {
    /** The first pulse draws the window; the second one shows that it was drawn. */
    private static final int PULSES = 2;

    private final Instant asked;
    private int pulses;

    private Painted(Instant asked) {
        this.asked = asked;
    }

    /** Prints the nanoseconds since the instant in the first parameter, and ends the application. */
    static void report(Application.Parameters parameters) {
        new Painted(Instant.parse(parameters.getRaw().getFirst())).start();
    }

    @Override
    public void handle(long now) {
        pulses++;
        if (pulses == PULSES) {
            System.out.println(Duration.between(asked, Instant.now()).toNanos());
            Platform.exit();
        }
    }
}
