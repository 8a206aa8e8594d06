package org.etcdrecovery.bench.window;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;

/**
 * Asks the FX thread for a sign of life again and again, and keeps the longest time that it took to give one: pulses,
 * events and pauses of the garbage collector all hold it up, as they hold up a key that is pressed.
 */
final class Heartbeat {
    private static final long EVERY_MILLIS = 2;

    private final Thread thread = Thread.ofPlatform().daemon().name("heartbeat").unstarted(this::beat);
    private volatile long longestNanos;

    /** Begins to ask. */
    void start() {
        thread.start();
    }

    /** The longest wait since it was asked last, or began. One that has not ended yet counts the next time. */
    Duration takeLongest() {
        Duration longest = Duration.ofNanos(longestNanos);
        longestNanos = 0;
        return longest;
    }

    private void beat() {
        try {
            while (true) {
                CountDownLatch answered = new CountDownLatch(1);
                long asked = System.nanoTime();
                Platform.runLater(answered::countDown);
                answered.await();
                longestNanos = Math.max(longestNanos, System.nanoTime() - asked);
                TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
