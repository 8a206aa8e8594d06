package org.etcdrecovery.console.run;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.etcdrecovery.core.progress.Cancellation;
import org.etcdrecovery.core.progress.Progress;

/** The observable state of one piece of work, and the switch that stops it. It can run again once it has ended. */
public final class Activity {
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper stopping = new ReadOnlyBooleanWrapper();
    private final ObservableList<StageProgress> stages = FXCollections.observableArrayList();
    /** A field, because the wrapper listens weakly: with it, the listeners of others would be collected. */
    private final ObservableList<StageProgress> shownStages = FXCollections.unmodifiableObservableList(stages);
    private final Queue<StageProgress> begun = new ConcurrentLinkedQueue<>();
    private Cancellation cancellation = new Cancellation();

    /** Whether it is running. */
    public ReadOnlyBooleanProperty running() {
        return running.getReadOnlyProperty();
    }

    /** Whether it is running and was asked to stop. */
    public ReadOnlyBooleanProperty stopping() {
        return stopping.getReadOnlyProperty();
    }

    /** Whether it is running. */
    public boolean isRunning() {
        return running.get();
    }

    /** The stages that have begun, in order; those that have ended stay. */
    public ObservableList<StageProgress> stages() {
        return shownStages;
    }

    /** Asks it to stop. It stops at its next progress report, and the failure callback is then called. */
    public void cancel() {
        if (running.get()) {
            stopping.set(true);
            cancellation.cancel();
        }
    }

    /** For a runner, on the FX thread: begins the work and returns the progress that it reports to. */
    Progress start() {
        if (running.get()) {
            throw new IllegalStateException("it is running already");
        }
        stages.clear();
        begun.clear();
        cancellation = new Cancellation();
        running.set(true);
        return cancellation.guard((stage, subject, total) -> {
            StageProgress progress = new StageProgress(stage, subject, total);
            begun.add(progress);
            return progress.work();
        });
    }

    /** For a runner: the switch of the work that was started last. */
    Cancellation cancellation() {
        return cancellation;
    }

    /** For a runner, on the FX thread: copies the counters to where views can read them. */
    void refresh() {
        for (StageProgress next = begun.poll(); next != null; next = begun.poll()) {
            stages.add(next);
        }
        List.copyOf(stages).forEach(StageProgress::refresh);
    }

    /** For a runner, on the FX thread, before the callback: ends the work. */
    void end() {
        refresh();
        stopping.set(false);
        running.set(false);
    }
}
