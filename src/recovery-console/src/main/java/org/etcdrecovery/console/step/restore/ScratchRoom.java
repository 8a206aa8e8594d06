package org.etcdrecovery.console.step.restore;

import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.core.deliver.Delivery;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.restore.DiskSpace;

/** The space in scratch for the one database of a plan that is left to the delivery, at the last look. */
final class ScratchRoom {
    private final Recovery recovery;
    private final StepTools tools;
    private final Activity activity = new Activity();
    private final ObjectProperty<Optional<DiskSpace>> found = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Failed>> failed = new SimpleObjectProperty<>(Optional.empty());

    ScratchRoom(Recovery recovery, StepTools tools) {
        this.recovery = recovery;
        this.tools = tools;
    }

    /** What was found; empty before the first look, and if it failed. */
    ReadOnlyObjectProperty<Optional<DiskSpace>> found() {
        return found;
    }

    /** Why looking failed; empty if it did not. */
    ReadOnlyObjectProperty<Optional<Failed>> failed() {
        return failed;
    }

    /** Discards the result when the plan changes. */
    void forget() {
        found.set(Optional.empty());
        failed.set(Optional.empty());
    }

    /** Looks again. */
    void look() {
        recovery.acceptedPlan().filter(_ -> !activity.isRunning()).ifPresent(this::look);
    }

    private void look(RestorePlan plan) {
        tools.runner().run(activity, _ -> Delivery.room(plan, tools.site().scratch()), space -> take(plan, () -> {
            failed.set(Optional.empty());
            found.set(Optional.of(space));
        }), thrown -> take(plan, () -> {
            found.set(Optional.empty());
            failed.set(Optional.of(Failed.of(thrown)));
        }));
    }

    /** Takes over the result, unless the plan has changed meanwhile; then it looks for the new one. */
    private void take(RestorePlan plan, Runnable over) {
        if (recovery.acceptedPlan().equals(Optional.of(plan))) {
            over.run();
        } else {
            look();
        }
    }
}
