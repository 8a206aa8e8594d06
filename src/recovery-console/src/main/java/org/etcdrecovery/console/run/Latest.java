package org.etcdrecovery.console.run;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Runs one reading at a time. A new request cancels the running one, and only the result of the last request is shown.
 *
 * @param <T> the type of the result
 */
public final class Latest<T> {
    private final TaskRunner runner;
    private final Consumer<? super T> shown;
    private final Activity activity = new Activity();
    private final ReadOnlyObjectWrapper<Optional<Failed>> failed = new ReadOnlyObjectWrapper<>(Optional.empty());
    private @Nullable Job<T> wanted;

    /**
     * @param runner runs the jobs
     * @param shown  takes each result
     */
    public Latest(TaskRunner runner, Consumer<? super T> shown) {
        this.runner = runner;
        this.shown = shown;
    }

    /** The running job. */
    public Activity activity() {
        return activity;
    }

    /** Why the last job failed; empty if it did not. */
    public ReadOnlyObjectProperty<Optional<Failed>> failed() {
        return failed.getReadOnlyProperty();
    }

    /** Runs a job in place of the previous one. */
    public void read(Job<T> job) {
        wanted = job;
        failed.set(Optional.empty());
        if (activity.isRunning()) {
            activity.cancel();
        } else {
            start(job);
        }
    }

    /** Drops the current request. */
    public void forget() {
        wanted = null;
        failed.set(Optional.empty());
        activity.cancel();
    }

    private void start(Job<T> job) {
        runner.run(activity, job, result -> end(job, () -> shown.accept(result)), thrown -> end(job, () -> {
            if (!(thrown instanceof CancellationException)) {
                failed.set(Optional.of(Failed.of(thrown)));
            }
        }));
    }

    private void end(Job<T> job, Runnable show) {
        Job<T> next = wanted;
        if (job.equals(next)) {
            show.run();
        } else if (next != null) {
            start(next);
        }
    }
}
