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
