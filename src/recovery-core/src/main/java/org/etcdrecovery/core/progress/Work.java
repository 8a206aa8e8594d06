package org.etcdrecovery.core.progress;

/** A running stage. Not thread-safe: each thread of an operation begins its own. */
public interface Work extends AutoCloseable {
    /**
     * Reports progress. Callers report at least every few megabytes or tens of milliseconds.
     *
     * @param amount the work since the last call, in the unit of the stage's total
     * @throws java.util.concurrent.CancellationException if the operation must stop
     */
    void advance(long amount);

    /** Ends the stage, successful or not. */
    @Override
    void close();
}
