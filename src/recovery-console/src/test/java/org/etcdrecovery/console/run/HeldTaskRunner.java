package org.etcdrecovery.console.run;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/** Holds work until the test releases it, so that the states in between can be checked. */
public final class HeldTaskRunner implements TaskRunner {
    private final DirectTaskRunner direct = new DirectTaskRunner();
    private final Queue<Runnable> held = new ArrayDeque<>();

    @Override
    public <T> void run(Activity activity, Job<T> job, Consumer<? super T> done, Consumer<? super Throwable> failed) {
        activity.start();
        held.add(() -> {
            // The direct runner starts it again, with the cancellation that the test may have requested meanwhile.
            boolean cancelled = activity.stopping().get();
            activity.end();
            direct.run(activity, reporter -> {
                if (cancelled) {
                    throw new CancellationException("cancelled");
                }
                return job.run(reporter);
            }, done, failed);
        });
    }

    /** Whether work is held. */
    public boolean isHolding() {
        return !held.isEmpty();
    }

    /** Runs the oldest held work to its end. */
    public void release() {
        held.remove().run();
    }
}
