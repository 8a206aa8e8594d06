package org.etcdrecovery.console.recovery;

import java.util.Optional;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment;
import org.etcdrecovery.core.cluster.save.SavedSnapshot;
import org.etcdrecovery.core.report.RecoveryReport.Rescue;

/**
 * What a report says of the old cluster and of the origin of the file. A run that is resumed after a restart cannot gather
 * it again: the cluster may be gone.
 *
 * @param quorum   whether the old cluster had quorum; empty if it was not asked
 * @param rollback whether the operator confirmed to go on although it has
 * @param saved    what the save reported; empty if the file was not saved in the run
 * @param rescue   the data directory that the file comes from; empty if it comes from none
 */
public record OriginEvidence(Optional<QuorumAssessment> quorum, boolean rollback, Optional<SavedSnapshot> saved,
        Optional<Rescue> rescue) {
    /** Nothing is known. */
    public static final OriginEvidence NONE = new OriginEvidence(Optional.empty(), false, Optional.empty(),
            Optional.empty());
}
