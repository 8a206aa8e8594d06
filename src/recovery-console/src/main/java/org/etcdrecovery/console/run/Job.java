package org.etcdrecovery.console.run;

/**
 * Work that may take a while.
 *
 * @param <T> the type of its result
 */
@FunctionalInterface
public interface Job<T> {
    /**
     * Does the work, on a thread that is not the FX thread.
     *
     * @param reporter takes progress and early results
     * @throws Exception if it failed; {@link java.util.concurrent.CancellationException} if it was cancelled
     */
    T run(Reporter reporter) throws Exception;
}
