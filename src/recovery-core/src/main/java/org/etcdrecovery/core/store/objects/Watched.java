package org.etcdrecovery.core.store.objects;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import org.etcdrecovery.core.progress.Work;
import org.etcdrecovery.core.store.objects.StoreException.Reason;

/**
 * Runs a transfer on a thread of its own, so that cancelling it need not wait for a store that hangs, and ends it if
 * nothing moves for too long. A virtual thread that is interrupted closes the socket on which it waits.
 */
final class Watched {
    private static final Duration PULSE = Duration.ofMillis(50);
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final Work work;
    private final Duration stall;
    private final String subject;
    private final AtomicLong moved = new AtomicLong();

    /**
     * @param work    receives what moves; ends the transfer if it is cancelled
     * @param stall   the longest time in which nothing moves
     * @param subject what is transferred, for messages
     */
    Watched(Work work, Duration stall, String subject) {
        this.work = work;
        this.stall = stall;
        this.subject = subject;
    }

    /** Counts bytes that have moved. */
    void moved(long bytes) {
        moved.addAndGet(bytes);
    }

    /** As {@link #run}; what the task throws as a runtime exception comes out unchanged. */
    <T> T run(Callable<T> task) throws IOException {
        FutureTask<T> future = new FutureTask<>(task);
        Thread thread = Thread.ofVirtual().name("store").start(future);
        try {
            watch(future, thread);
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException) new CancellationException("interrupted").initCause(e);
        } catch (ExecutionException e) {
            throw rethrown(e);
        } finally {
            end(future, thread);
        }
    }

    private void watch(FutureTask<?> future, Thread thread) throws IOException, InterruptedException {
        long reported = 0;
        long last = System.nanoTime();
        while (!future.isDone()) {
            long now = moved.get();
            work.advance(now - reported);
            if (now != reported) {
                reported = now;
                last = System.nanoTime();
            } else if (System.nanoTime() - last > stall.toNanos()) {
                throw new StoreException(Reason.STALLED, subject + ": nothing moved for " + stall.toSeconds()
                        + " seconds, after " + now + " bytes; the store hangs or the network is stuck, so try again");
            }
            thread.join(PULSE);
        }
        work.advance(moved.get() - reported);
    }

    /** Makes sure that nothing is transferred once this returns. */
    private static void end(FutureTask<?> future, Thread thread) {
        if (future.isDone()) {
            return;
        }
        thread.interrupt();
        boolean interrupted = Thread.interrupted();
        try {
            thread.join(FAREWELL);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static IOException rethrown(ExecutionException failed) {
        return switch (failed.getCause()) {
            case IOException io -> io;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case null, default -> throw new IllegalStateException(failed);
        };
    }
}
