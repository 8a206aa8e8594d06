package org.etcdrecovery.core.rehearse;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.etcdrecovery.core.progress.Work;

/** Runs a task on a thread of its own, so that cancelling does not wait for the answer of a server. */
final class Watched {
    private static final Duration PULSE = Duration.ofMillis(50);

    private Watched() {}

    /**
     * Returns the result of a task.
     *
     * @param work tells when to stop
     * @param stop makes the task end soon, by ending the servers that it waits for
     * @throws CancellationException if the work is cancelled; the task has ended by then
     */
    static <T> T run(Callable<T> task, Work work, Runnable stop) throws IOException {
        FutureTask<T> future = new FutureTask<>(task);
        Thread thread = Thread.ofVirtual().name("rehearsal").start(future);
        try {
            while (!future.isDone()) {
                work.advance(0);
                thread.join(PULSE);
            }
            return future.get();
        } catch (InterruptedException e) {
            end(thread, stop);
            Thread.currentThread().interrupt();
            throw (CancellationException) new CancellationException("interrupted").initCause(e);
        } catch (CancellationException e) {
            end(thread, stop);
            throw e;
        } catch (ExecutionException e) {
            throw failure(e);
        }
    }

    private static IOException failure(ExecutionException e) {
        return switch (e.getCause()) {
            case IOException failed -> failed;
            case RuntimeException fault -> throw fault;
            case Error fault -> throw fault;
            case null, default -> throw new IllegalStateException(e);
        };
    }

    private static void end(Thread thread, Runnable stop) {
        stop.run();
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
