package org.etcdrecovery.console.run;

import java.util.function.Consumer;

/** Runs work off the FX thread and returns to the FX thread with its result. */
public interface TaskRunner {
    /**
     * Starts work. Calls exactly one of the two callbacks, on the FX thread, after all published updates.
     *
     * @param activity shows the state of the work; must not be running
     * @param job      the work
     * @param done     takes the result
     * @param failed   takes the exception; {@link Failed#of} describes it
     */
    <T> void run(Activity activity, Job<T> job, Consumer<? super T> done, Consumer<? super Throwable> failed);
}
