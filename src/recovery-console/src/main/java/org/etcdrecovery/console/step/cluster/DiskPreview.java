package org.etcdrecovery.console.step.cluster;

import java.util.Optional;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.SeenTargets;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.run.TaskRunner;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.restore.RestorePreview;
import org.etcdrecovery.core.snapshot.SnapshotStatus;

/** Looks at the targets of a plan, one plan at a time, and records it in the run. A request during a look is served next. */
final class DiskPreview {
    private final Recovery recovery;
    private final TaskRunner runner;
    private final Activity activity = new Activity();
    private Optional<Request> wanted = Optional.empty();

    DiskPreview(Recovery recovery, TaskRunner runner) {
        this.recovery = recovery;
        this.runner = runner;
    }

    private record Request(RestorePlan plan, SnapshotStatus status) {}

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
                preview -> show(request, SeenTargets.of(request.plan(), preview)),
                thrown -> show(request, SeenTargets.failed(request.plan(), Failed.of(thrown).what())));
    }

    private void show(Request request, SeenTargets found) {
        recovery.seen(found);
        if (!wanted.equals(Optional.of(request))) {
            next();
        }
    }
}
