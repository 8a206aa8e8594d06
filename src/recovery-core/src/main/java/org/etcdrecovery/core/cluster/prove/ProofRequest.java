package org.etcdrecovery.core.cluster.prove;

import java.time.Duration;
import java.util.Set;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/**
 * What to prove.
 *
 * @param plan     the plan that the cluster was restored by
 * @param settings how to reach the new cluster
 * @param canary   whether a key may be written and deleted
 * @param patience how long members may take to start and to elect a leader
 * @param opener   opens the plan's snapshot, if it has to be read again
 * @param without  the names of the members that were left out, because their hosts are off: if one does not answer, that
 *                 stays open and is no failure
 */
public record ProofRequest(RestorePlan plan, ConnectionSettings settings, boolean canary, Duration patience,
        SnapshotOpener opener, Set<String> without) {
    /** What the keys begin with that a proof writes and deletes if it may. */
    public static final String CANARY = "etcd-recovery/canary/";

    /** Longer than a server needs to open a large database. */
    public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(60);

    /** Copies the set. */
    public ProofRequest {
        without = Set.copyOf(without);
    }

    /** A request for all members. */
    public ProofRequest(RestorePlan plan, ConnectionSettings settings, boolean canary, Duration patience,
            SnapshotOpener opener) {
        this(plan, settings, canary, patience, opener, Set.of());
    }

    /** A request with a snapshot that is not packed. */
    public ProofRequest(RestorePlan plan, ConnectionSettings settings, boolean canary, Duration patience) {
        this(plan, settings, canary, patience, SnapshotOpener.plain());
    }
}
