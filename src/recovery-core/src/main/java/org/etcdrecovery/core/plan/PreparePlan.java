package org.etcdrecovery.core.plan;

import java.util.List;
import java.util.Set;

/**
 * A prepared snapshot, decided before it is written.
 *
 * @param snapshot    the file that it is made from
 * @param revisions   the revisions before and after
 * @param hashKv      what a member answers to HashKV that was restored from it
 * @param livingKeys  how many keys such a member serves
 * @param clearAlarms whether to leave out the alarms
 * @param accepted    problems of the snapshot that the operator accepted
 * @param warnings    the warnings when the plan was made
 */
public record PreparePlan(SnapshotRef snapshot, RestorePlan.Revisions revisions, int hashKv, long livingKeys,
        boolean clearAlarms, Set<ProblemCode> accepted, List<Problem> warnings) {
    /** Copies the collections. */
    public PreparePlan {
        accepted = Set.copyOf(accepted);
        warnings = List.copyOf(warnings);
    }
}
