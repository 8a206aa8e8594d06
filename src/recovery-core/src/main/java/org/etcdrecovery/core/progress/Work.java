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

    /** For a reader that does a part of this work: what it reports counts here, and this work goes on after it. */
    default Progress part() {
        return (_, _, _) -> new Part(this, true);
    }

    /**
     * For a reader that prepares this work: what it reports does not count towards the total. It stops when this work is
     * to stop.
     */
    default Progress preparation() {
        return (_, _, _) -> new Part(this, false);
    }
}
