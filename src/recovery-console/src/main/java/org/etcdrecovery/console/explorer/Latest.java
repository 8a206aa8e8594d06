package org.etcdrecovery.console.explorer;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.run.Job;
import org.etcdrecovery.console.run.TaskRunner;
import org.jspecify.annotations.Nullable;

/**
 * Reads something again and again, one reading at a time. A new wish stops the reading under way, and only what was
 * wished for last is shown.
 *
 * @param <T> what is read
 */
final class Latest<T> {
    private final TaskRunner runner;
    private final Consumer<? super T> shown;
    private final Activity activity = new Activity();
    private final ReadOnlyObjectWrapper<Optional<Failed>> failed = new ReadOnlyObjectWrapper<>(Optional.empty());
    private @Nullable Job<T> wanted;

    /**
     * @param shown takes what was read
     */
    Latest(TaskRunner runner, Consumer<? super T> shown) {
        this.runner = runner;
        this.shown = shown;
    }

    /** The reading that is under way. */
    Activity activity() {
        return activity;
    }

    /** Why the last reading came to nothing. */
    ReadOnlyObjectProperty<Optional<Failed>> failed() {
        return failed.getReadOnlyProperty();
    }

    /** Reads this. */
    void read(Job<T> job) {
        wanted = job;
        failed.set(Optional.empty());
        if (activity.isRunning()) {
            activity.cancel();
        } else {
            start(job);
        }
    }

    /** Wants nothing any more. */
    void forget() {
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
