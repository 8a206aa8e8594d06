package org.etcdrecovery.console.step.cluster;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.run.TaskRunner;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.restore.RestorePreview;
import org.etcdrecovery.core.snapshot.SnapshotStatus;

/** Looks at the places that a plan names, one look at a time; what is asked for meanwhile is looked at next. */
final class DiskLook {
    private final TaskRunner runner;
    private final Activity activity = new Activity();
    private final ReadOnlyObjectWrapper<Optional<Seen>> seen = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<Request> wanted = Optional.empty();

    DiskLook(TaskRunner runner) {
        this.runner = runner;
    }

    /**
     * What was seen.
     *
     * @param plan    whose places were looked at
     * @param preview what stands there; empty when that could not be seen
     * @param failure why not, a sentence; else empty
     */
    record Seen(RestorePlan plan, Optional<RestorePreview> preview, String failure) {}

    private record Request(RestorePlan plan, SnapshotStatus status) {}

    /** What was seen last. */
    ReadOnlyObjectProperty<Optional<Seen>> seen() {
        return seen.getReadOnlyProperty();
    }

    /** Looks at the places of a plan, unless they were looked at last. */
    void look(RestorePlan plan, SnapshotStatus status) {
        Optional<Request> request = Optional.of(new Request(plan, status));
        if (!wanted.equals(request)) {
            wanted = request;
            next();
        }
    }

    /** What was seen may no longer be so. */
    void forget() {
        wanted = Optional.empty();
    }

    private void next() {
        if (activity.isRunning() || wanted.isEmpty()) {
            return;
        }
        Request request = wanted.get();
        runner.run(activity, _ -> RestorePreview.of(request.plan(), request.status()),
                preview -> show(request, new Seen(request.plan(), Optional.of(preview), "")),
                thrown -> show(request, new Seen(request.plan(), Optional.empty(), Failed.of(thrown).what())));
    }

    private void show(Request request, Seen what) {
        seen.set(Optional.of(what));
        if (!wanted.equals(Optional.of(request))) {
            next();
        }
    }
}
