package org.etcdrecovery.console.step.restore;

import java.util.function.Consumer;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.DirectTaskRunner;
import org.etcdrecovery.console.run.Job;
import org.etcdrecovery.console.run.Reporter;
import org.etcdrecovery.console.run.TaskRunner;
import org.etcdrecovery.core.progress.Cancellation;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;

/** Stops work just before members are moved into place. */
final class StoppingTaskRunner implements TaskRunner {
    private final DirectTaskRunner direct = new DirectTaskRunner();

    @Override
    public <T> void run(Activity activity, Job<T> job, Consumer<? super T> done, Consumer<? super Throwable> failed) {
        direct.run(activity, reporter -> job.run(new Reporter() {
            @Override
            public Progress progress() {
                return (stage, subject, total) -> {
                    if (stage == Stage.PUBLISH) {
                        activity.cancel();
                    }
                    return reporter.progress().begin(stage, subject, total);
                };
            }

            @Override
            public Cancellation cancellation() {
                return reporter.cancellation();
            }

            @Override
            public void publish(Runnable update) {
                reporter.publish(update);
            }
        }), done, failed);
    }
}
