package org.etcdrecovery.bench.window;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;

/**
 * Pings the FX thread continually and keeps the longest time it took to respond. Pulses, events and garbage collection
 * pauses delay the response just as they delay a key press.
 */
final class Heartbeat {
    private static final long EVERY_MILLIS = 2;

    private final Thread thread = Thread.ofPlatform().daemon().name("heartbeat").unstarted(this::beat);
    private volatile long longestNanos;

    /** Starts pinging. */
    void start() {
        thread.start();
    }

    /**
     * Returns the longest wait since the last call, or since the start. A wait that has not ended counts the next time.
     */
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
