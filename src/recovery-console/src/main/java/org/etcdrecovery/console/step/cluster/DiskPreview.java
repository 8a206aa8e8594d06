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

/** Looks at the target directories of a plan, one plan at a time. A request during a look is served next. */
final class DiskPreview {
    private final TaskRunner runner;
    private final Activity activity = new Activity();
    private final ReadOnlyObjectWrapper<Optional<Seen>> seen = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<Request> wanted = Optional.empty();

    DiskPreview(TaskRunner runner) {
        this.runner = runner;
    }

    /**
     * What was found.
     *
     * @param plan    the plan whose targets were looked at
     * @param preview the state of the targets; empty if it could not be determined
     * @param failure why it could not, a sentence; otherwise empty
     */
    record Seen(RestorePlan plan, Optional<RestorePreview> preview, String failure) {}

    private record Request(RestorePlan plan, SnapshotStatus status) {}

    /** What was found last. */
    ReadOnlyObjectProperty<Optional<Seen>> seen() {
        return seen.getReadOnlyProperty();
    }

    /** Looks at the targets of a plan, unless it is the plan of the last look. */
    void look(RestorePlan plan, SnapshotStatus status) {
        Optional<Request> request = Optional.of(new Request(plan, status));
        if (!wanted.equals(request)) {
            wanted = request;
            next();
        }
    }

    /** Makes the next request look again, even for the same plan. */
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
