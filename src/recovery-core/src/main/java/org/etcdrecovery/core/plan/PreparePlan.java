package org.etcdrecovery.core.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.etcdrecovery.core.edit.KeyspaceChange;

/**
 * A prepared snapshot, decided before it is written.
 *
 * @param snapshot    the file that it is made from
 * @param revisions   the revisions before and after
 * @param hashKv      what a member answers to HashKV that was restored from it
 * @param livingKeys  how many keys such a member serves
 * @param keyspace    the changes to keys and leases; empty if there are none
 * @param clearAlarms whether to leave out the alarms
 * @param accepted    problems of the snapshot that the operator accepted
 * @param warnings    the warnings when the plan was made
 */
public record PreparePlan(SnapshotRef snapshot, RestorePlan.Revisions revisions, int hashKv, long livingKeys,
        Optional<KeyspaceChange> keyspace, boolean clearAlarms, Set<ProblemCode> accepted, List<Problem> warnings) {
    /** Copies the collections. */
    public PreparePlan {
        accepted = Set.copyOf(accepted);
        warnings = List.copyOf(warnings);
    }
}
