package org.etcdrecovery.console.step.source;

import java.util.Optional;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.recovery.SourceKind;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment;

/** What the operator must confirm before a restore next to an existing cluster. */
enum Decision {
    /** Nothing: no restore follows, quorum is lost, or the members were not asked. */
    NONE,
    /** That a majority is running, and data must go back in time all the same. */
    PAST_QUORUM,
    /** That nothing is running that cannot be seen from here. */
    UNSURE;

    /** The decision that is needed now. */
    static Decision of(Recovery recovery) {
        Optional<QuorumAssessment> assessment = recovery.oldCluster().assessment().get();
        if (recovery.kind() == RunKind.SAVE || assessment.isEmpty()) {
            return NONE;
        }
        return switch (assessment.get().verdict()) {
            case LOST -> NONE;
            case HEALTHY, DEGRADED -> PAST_QUORUM;
            // With a file, this cluster is not needed, and the endpoints may belong to any cluster.
            case UNKNOWN -> recovery.source().get() == SourceKind.ENDPOINTS && assessment.get().source().isPresent()
                    ? UNSURE
                    : NONE;
        };
    }
}
