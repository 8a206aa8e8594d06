package org.etcdrecovery.console.run;

import java.util.function.Consumer;
import org.etcdrecovery.core.progress.Cancellation;
import org.etcdrecovery.core.progress.Progress;

/**
 * Runs everything immediately on the calling thread, so that a view model can be tested with no toolkit and no waiting.
 */
public final class DirectTaskRunner implements TaskRunner {
    @Override
    public <T> void run(Activity activity, Job<T> job, Consumer<? super T> done, Consumer<? super Throwable> failed) {
        Progress progress = activity.start();
        Reporter reporter = new Reporter() {
            @Override
            public Progress progress() {
                return progress;
            }

            @Override
            public Cancellation cancellation() {
                return activity.cancellation();
            }

            @Override
            public synchronized void publish(Runnable update) {
                activity.refresh();
                update.run();
            }
        };
        T result;
        try {
            result = job.run(reporter);
        } catch (Throwable e) {
            activity.end();
            failed.accept(e);
            return;
        }
        activity.end();
        done.accept(result);
    }
}
