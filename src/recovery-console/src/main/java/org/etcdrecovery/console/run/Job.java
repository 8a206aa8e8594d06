package org.etcdrecovery.console.run;

/**
 * Work that may take its time.
 *
 * @param <T> what comes of it
 */
@FunctionalInterface
public interface Job<T> {
    /**
     * Does the work, on a thread that is not the FX thread.
     *
     * @param reporter how far it has come, and what is known already
     * @throws Exception when it failed; {@link java.util.concurrent.CancellationException} when it was stopped
     */
    T run(Reporter reporter) throws Exception;
}
