package org.etcdrecovery.console.widget;

import java.util.Arrays;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;

/** Defers work until the current content has been drawn. */
public final class Painted {
    private Painted() {}

    /**
     * Runs work on the FX thread once the current content has been drawn. Work that takes all processors, or long to
     * lay out, then comes after what the operator is waiting for and not in the same pulse.
     */
    public static void then(Runnable work) {
        new AnimationTimer() {
            private int pulses;

            @Override
            public void handle(long now) {
                pulses++;
                // The first pulse draws the content.
                if (pulses > 1) {
                    stop();
                    // Not within the pulse, which would then also lay out what the work makes.
                    Platform.runLater(work);
                }
            }
        }.start();
    }

    /** Runs the first piece of work once the current content has been drawn, and each other once the one before was. */
    public static void then(Runnable first, Runnable... others) {
        then(() -> {
            first.run();
            if (others.length > 0) {
                then(others[0], Arrays.copyOfRange(others, 1, others.length));
            }
        });
    }
}
