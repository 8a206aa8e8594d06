package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.plan.PlanResult;
import org.etcdrecovery.core.plan.Planner;
import org.etcdrecovery.core.plan.Problem;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.plan.RestoreRequest;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.Inspector;
import org.etcdrecovery.core.snapshot.SnapshotFacts;
import org.etcdrecovery.core.snapshot.SnapshotFile;

/** What comes of a snapshot and a request: a plan, or what stands against one. Each kind of verb words it its way. */
public sealed interface Planning {
    /**
     * It can be done.
     *
     * @param inspection what was found in the snapshot
     * @param plan       what is to be done
     * @param warnings   what is risky about it
     */
    record Planned(Inspection inspection, RestorePlan plan, List<Problem> warnings) implements Planning {}

    /**
     * Nothing can be restored from this file.
     *
     * @param inspection which says why
     */
    record Unusable(Inspection inspection) implements Planning {}

    /**
     * The request cannot be carried out.
     *
     * @param problems refusals and warnings
     */
    record Refused(List<Problem> problems) implements Planning {}

    /** Inspects the snapshot and plans the request. */
    static Planning of(SnapshotFile snapshot, RestoreRequest request, Progress progress) throws IOException {
        return of(Inspector.inspect(snapshot, progress, _ -> {}), request);
    }

    /** Plans the request for what an inspection has found. */
    static Planning of(Inspection inspection, RestoreRequest request) {
        Optional<SnapshotFacts> facts = inspection.facts();
        if (facts.isEmpty()) {
            return new Unusable(inspection);
        }
        return switch (Planner.plan(request, facts.get())) {
            case PlanResult.Accepted accepted -> new Planned(inspection, accepted.plan(), accepted.problems());
            case PlanResult.Refused refused -> new Refused(refused.problems());
        };
    }
}
