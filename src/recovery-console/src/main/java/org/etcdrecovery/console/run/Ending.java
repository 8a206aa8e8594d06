package org.etcdrecovery.console.run;

import java.io.Closeable;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.etcdrecovery.core.progress.Cancellation;
import org.etcdrecovery.core.progress.Progress;

/** Stops work that has to clean up before the program ends, whatever ends it, and waits for that. */
public final class Ending {
    private static final long PATIENCE_SECONDS = 20;

    private final Cancellation cancellation = new Cancellation();
    private final Phaser running = new Phaser(1);
    private final Queue<Closeable> open = new ConcurrentLinkedQueue<>();

    /** A piece of work that is waited for. */
    @FunctionalInterface
    public interface Work<T> {
        /** Does the work. */
        T run(Progress progress) throws Exception;
    }

    /** Runs work on this thread; it is cancelled, and waited for, if the program ends meanwhile. */
    public <T> T run(Progress progress, Work<T> work) throws Exception {
        running.register();
        try {
            return work.run(cancellation.guard(progress));
        } finally {
            running.arriveAndDeregister();
        }
    }

    /** Closes this when the program ends. */
    public void closes(Closeable resource) {
        open.add(resource);
    }

    /** Cancels the work that runs and waits until it has cleaned up. For the end of the program, on any thread. */
    public void end() {
        cancellation.cancel();
        try {
            running.awaitAdvanceInterruptibly(running.arrive(), PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            // Its processes end with this one, and the next start removes its files.
        }
        for (Closeable resource : open) {
            try {
                resource.close();
            } catch (IOException e) {
                // As above.
            }
        }
    }
}
