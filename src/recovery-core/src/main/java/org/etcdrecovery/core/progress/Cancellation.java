package org.etcdrecovery.core.progress;

import java.util.concurrent.CancellationException;

/** A switch that one thread sets and the work of others obeys. Once set, it stays set. */
public final class Cancellation {
    private volatile boolean cancelled;

    /** Asks all work under this cancellation to stop at its next report. */
    public void cancel() {
        cancelled = true;
    }

    /** Whether {@link #cancel()} was called. */
    public boolean isCancelled() {
        return cancelled;
    }

    /**
     * A progress that passes everything on to another and stops the work once this is cancelled.
     */
    public Progress guard(Progress inner) {
        return (stage, subject, total) -> {
            stopIfCancelled();
            return new Guarded(inner.begin(stage, subject, total));
        };
    }

    private void stopIfCancelled() {
        if (cancelled) {
            throw new CancellationException("cancelled");
        }
    }

    private final class Guarded implements Work {
        private final Work inner;

        Guarded(Work inner) {
            this.inner = inner;
        }

        @Override
        public void advance(long amount) {
            stopIfCancelled();
            inner.advance(amount);
        }

        @Override
        public void close() {
            inner.close();
        }
    }
}
