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

/** What can be seen of one piece of work, and its switch. It can run again once it has ended. */
public final class Activity {
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper stopping = new ReadOnlyBooleanWrapper();
    private final ObservableList<StageProgress> stages = FXCollections.observableArrayList();
    private final Queue<StageProgress> begun = new ConcurrentLinkedQueue<>();
    private Cancellation cancellation = new Cancellation();

    /** Whether it is under way. */
    public ReadOnlyBooleanProperty running() {
        return running.getReadOnlyProperty();
    }

    /** Whether it is under way and was told to stop. */
    public ReadOnlyBooleanProperty stopping() {
        return stopping.getReadOnlyProperty();
    }

    /** Whether it is under way. */
    public boolean isRunning() {
        return running.get();
    }

    /** The stages that have begun, in that order; those that have ended stay. */
    public ObservableList<StageProgress> stages() {
        return FXCollections.unmodifiableObservableList(stages);
    }

    /** Tells it to stop. It stops at its next report, and then its failure is told. */
    public void cancel() {
        if (running.get()) {
            stopping.set(true);
            cancellation.cancel();
        }
    }

    /** Begins; for a runner, on the FX thread. What the work reports to from now on is returned. */
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

    /** Copies what was counted to where views may look; for a runner, on the FX thread. */
    void refresh() {
        for (StageProgress next = begun.poll(); next != null; next = begun.poll()) {
            stages.add(next);
        }
        List.copyOf(stages).forEach(StageProgress::refresh);
    }

    /** Ends; for a runner, on the FX thread, before the callback. */
    void end() {
        refresh();
        stopping.set(false);
        running.set(false);
    }
}
