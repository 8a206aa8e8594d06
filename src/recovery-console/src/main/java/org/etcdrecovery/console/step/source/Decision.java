package org.etcdrecovery.console.step.source;

import java.util.Optional;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.recovery.SourceKind;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment;

/** What an operator has to say before anything is restored beside a cluster. */
public enum Decision {
    /** Nothing: no restore follows, quorum is lost, or nobody has asked the members. */
    NONE,
    /** That a majority works, and data must go back in time all the same. */
    PAST_QUORUM,
    /** That nothing runs where it cannot be seen from here. */
    UNSURE;

    /** What is to be decided now. */
    static Decision of(Recovery recovery) {
        Optional<QuorumAssessment> assessment = recovery.assessment().get();
        if (recovery.kind() == RunKind.SAVE || assessment.isEmpty()) {
            return NONE;
        }
        return switch (assessment.get().verdict()) {
            case LOST -> NONE;
            case HEALTHY, DEGRADED -> PAST_QUORUM;
            // With a file in hand nobody needs this cluster, and what was asked may have been any endpoint.
            case UNKNOWN -> recovery.source().get() == SourceKind.ENDPOINTS && assessment.get().source().isPresent()
                    ? UNSURE
                    : NONE;
        };
    }
}
