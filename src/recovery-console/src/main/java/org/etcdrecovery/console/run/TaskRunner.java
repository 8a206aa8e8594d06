package org.etcdrecovery.console.run;

import java.util.function.Consumer;

/** Runs work off the FX thread, and comes back to it. */
public interface TaskRunner {
    /**
     * Starts work. Exactly one of the two callbacks is called, on the FX thread, after everything that was published.
     *
     * @param activity what is seen of it; it must not be running
     * @param job      the work
     * @param done     takes its result
     * @param failed   takes what it threw; {@link Failed#of} puts it into words
     */
    <T> void run(Activity activity, Job<T> job, Consumer<? super T> done, Consumer<? super Throwable> failed);
}
