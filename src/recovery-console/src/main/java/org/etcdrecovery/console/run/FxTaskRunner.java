package org.etcdrecovery.console.run;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.util.Duration;
import org.etcdrecovery.core.progress.Cancellation;
import org.etcdrecovery.core.progress.Progress;

/** Runs work on its own threads and returns to the FX thread with {@link Platform#runLater}. */
public final class FxTaskRunner implements TaskRunner, AutoCloseable {
    private static final Duration PULSE = Duration.millis(100);
    /**
     * How long one event may apply updates. The rest waits for the next event, so that key presses are handled in
     * between.
     */
    private static final long SLICE_NANOS = 8_000_000;

    private final Consumer<? super Throwable> unexpected;
    /**
     * They give way to the FX thread where the JVM is told to pass priorities on, as the console's launchers do. Nothing
     * but the speed of the window depends on it.
     */
    @SuppressWarnings("ThreadPriorityCheck")
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().priority(Thread.MIN_PRIORITY).name("work-", 1).factory());
    private final Set<Activity> running = new LinkedHashSet<>();
    private final Timeline pulse;

    /** @param unexpected called on the FX thread for every bug in the console, in addition to the failure callback */
    public FxTaskRunner(Consumer<? super Throwable> unexpected) {
        this.unexpected = unexpected;
        this.pulse = new Timeline(new KeyFrame(PULSE, _ -> List.copyOf(running).forEach(Activity::refresh)));
        pulse.setCycleCount(Animation.INDEFINITE);
    }

    @Override
    public <T> void run(Activity activity, Job<T> job, Consumer<? super T> done, Consumer<? super Throwable> failed) {
        Progress progress = activity.start();
        running.add(activity);
        pulse.play();
        Updates updates = new Updates(progress, activity.cancellation());
        threads.execute(() -> {
            try {
                T result = job.run(updates);
                updates.publish(() -> end(activity, () -> done.accept(result)));
            } catch (Throwable e) {
                updates.publish(() -> end(activity, () -> fail(e, failed)));
            }
        });
    }

    private void fail(Throwable thrown, Consumer<? super Throwable> failed) {
        failed.accept(thrown);
        if ((thrown instanceof RuntimeException && !(thrown instanceof CancellationException))
                || thrown instanceof Error) {
            unexpected.accept(thrown);
        }
    }

    private void end(Activity activity, Runnable callback) {
        activity.end();
        running.remove(activity);
        if (running.isEmpty()) {
            pulse.stop();
        }
        callback.run();
    }

    /** Cancels running work. Threads that do not react die with the program. */
    @Override
    public void close() {
        List.copyOf(running).forEach(Activity::cancel);
        threads.shutdownNow();
    }

    /** Collects published updates, so that a flood of them costs the FX thread one event. */
    private record Updates(Progress progress, Cancellation cancellation, Queue<Runnable> waiting,
            AtomicBoolean scheduled) implements Reporter {
        Updates(Progress progress, Cancellation cancellation) {
            this(progress, cancellation, new ConcurrentLinkedQueue<>(), new AtomicBoolean());
        }

        @Override
        public void publish(Runnable update) {
            waiting.add(update);
            schedule();
        }

        private void schedule() {
            if (scheduled.compareAndSet(false, true)) {
                Platform.runLater(this::show);
            }
        }

        private void show() {
            long began = System.nanoTime();
            try {
                Runnable next = waiting.poll();
                while (next != null) {
                    next.run();
                    next = System.nanoTime() - began < SLICE_NANOS ? waiting.poll() : null;
                }
            } finally {
                scheduled.set(false);
                if (!waiting.isEmpty()) {
                    schedule();
                }
            }
        }
    }
}
