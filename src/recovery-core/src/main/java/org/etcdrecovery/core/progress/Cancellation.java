package org.etcdrecovery.core.progress;

import java.util.concurrent.CancellationException;

/** A flag that one thread sets to stop the work of others. Once set, it stays set. */
public final class Cancellation {
    private volatile boolean cancelled;

    /** Makes all guarded work stop at its next report. */
    public void cancel() {
        cancelled = true;
    }

    /** Whether {@link #cancel()} was called. */
    public boolean isCancelled() {
        return cancelled;
    }

    /** Returns a progress that forwards to another one and stops the work after {@link #cancel()}. */
    public Progress guard(Progress inner) {
        return (stage, subject, total) -> {
            stopIfCancelled();
            return new Guarded(inner.begin(stage, subject, total));
        };
    }

    /**
     * Stops work that does not report to a progress.
     *
     * @throws CancellationException after {@link #cancel()}
     */
    public void stopIfCancelled() {
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
