package org.etcdrecovery.console.widget;

import javafx.animation.AnimationTimer;

/** What can wait until something else is seen. */
public final class Painted {
    private Painted() {}

    /**
     * Does something on the FX thread when what is shown by now has been drawn. What takes all processors, or long to
     * lay out, then comes after what the operator waits for, and not in the same pulse.
     */
    public static void then(Runnable work) {
        new AnimationTimer() {
            private int pulses;

            @Override
            public void handle(long now) {
                pulses++;
                // The first pulse draws it.
                if (pulses > 1) {
                    stop();
                    work.run();
                }
            }
        }.start();
    }
}
