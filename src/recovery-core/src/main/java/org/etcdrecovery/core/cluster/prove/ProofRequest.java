package org.etcdrecovery.core.cluster.prove;

import java.time.Duration;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.plan.RestorePlan;

/**
 * What to prove.
 *
 * @param plan     the plan that the cluster was restored by
 * @param settings how to reach the new cluster
 * @param canary   whether a key may be written and deleted
 * @param patience how long members may take to start and to elect a leader
 */
public record ProofRequest(RestorePlan plan, ConnectionSettings settings, boolean canary, Duration patience) {
    /** Longer than a server needs to open a large database. */
    public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(60);
}
