package org.etcdrecovery.console.run;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/** Keeps work under way until the test lets it go on, so that the states in between can be looked at. */
public final class HeldTaskRunner implements TaskRunner {
    private final DirectTaskRunner direct = new DirectTaskRunner();
    private final Queue<Runnable> held = new ArrayDeque<>();

    @Override
    public <T> void run(Activity activity, Job<T> job, Consumer<? super T> done, Consumer<? super Throwable> failed) {
        activity.start();
        held.add(() -> {
            // Begun again by the direct runner, with the cancellation that the test may have asked for meanwhile.
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

    /** Whether work waits. */
    public boolean isHolding() {
        return !held.isEmpty();
    }

    /** Does the work that has waited longest, to its end. */
    public void release() {
        held.remove().run();
    }
}
