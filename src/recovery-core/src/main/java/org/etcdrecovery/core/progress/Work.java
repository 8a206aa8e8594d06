package org.etcdrecovery.core.progress;

/** One stage under way. Not thread-safe: each thread of an operation begins its own. */
public interface Work extends AutoCloseable {
    /**
     * Reports that more has been done. Called at least every few megabytes or tens of milliseconds.
     *
     * @param amount what was done since the last call, in the unit of the total that the stage was begun with
     * @throws java.util.concurrent.CancellationException when the operation shall stop
     */
    void advance(long amount);

    /** Ends the stage, whether it succeeded or not. */
    @Override
    void close();
}
