package org.etcdrecovery.core.plan;

import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.edit.EditedKeyspace;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.plan.Problem.Field;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.Platform;
import org.etcdrecovery.core.snapshot.SnapshotFacts;

/** Turns a request for a prepared snapshot into a plan, or into all the reasons against one. */
public final class PreparePlanner {
    private PreparePlanner() {}

    /** Plans a prepared snapshot of an inspected file. */
    public static PrepareResult plan(PrepareRequest request, Inspection inspection) {
        return inspection.facts()
                .map(facts -> plan(request, facts, inspection.findings()))
                .orElseGet(() -> new PrepareResult.Unusable(inspection));
    }

    private static PrepareResult plan(PrepareRequest request, SnapshotFacts facts, List<Finding> findings) {
        ProblemList problems = new ProblemList();
        RevisionRules.check(request, Optional.empty(), facts, problems);
        KeyspaceRules.check(request, facts, findings, problems);
        SnapshotRules.check(request, facts, findings, problems);
        if (facts.platform().filter(Platform.OPENSHIFT::equals).isPresent()) {
            problems.warn(ProblemCode.PREPARE_OPENSHIFT, Field.REVISION_BUMP, "This keyspace is OpenShift’s",
                    "Its script cluster-restore.sh raises the revision by itself: hand it the unprepared file.");
        }
        if (changesNothing(request, facts)) {
            problems.refuse(ProblemCode.PREPARE_NOTHING, Field.REVISION_BUMP, "Nothing is to be changed",
                    facts.revisions().bumped()
                            ? "The file is prepared already: restore it as it is. To raise the revision further, give a"
                                    + " bump."
                            : "The new file would be a copy of the old one. Give a revision bump, or another change.");
        }
        if (problems.hasRefusal()) {
            return new PrepareResult.Refused(problems.toList());
        }
        PlannedKeyspace keyspace = PlannedKeyspace.of(request, facts);
        return new PrepareResult.Accepted(new PreparePlan(SnapshotRef.of(facts), keyspace.revisions(),
                keyspace.hashKv(), keyspace.livingKeys(), request.keyspace().map(EditedKeyspace::change),
                request.clearAlarms(), problems.accepted(request.accepted()),
                problems.toList()));
    }

    private static boolean changesNothing(PrepareRequest request, SnapshotFacts facts) {
        boolean clears = request.clearAlarms() && !facts.alarms().isEmpty();
        return request.revisionBump() == 0 && !clears && request.keyspace()
                .map(EditedKeyspace::change)
                .filter(change -> change.dropped().leases() > 0 || change.recreated().leases() > 0
                        || change.lastRevision() != facts.revisions().current())
                .isEmpty();
    }
}
