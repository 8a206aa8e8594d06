package org.etcdrecovery.console.step.verify;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.etcdrecovery.console.deliver.DeliveryStep;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.prove.Proof;
import org.etcdrecovery.core.cluster.prove.ProofCheck;

/**
 * What the status of the step Verify depends on.
 *
 * @param restored  whether there is a cluster to check
 * @param busy      whether the checks are running
 * @param proof     their result
 * @param stale     whether the input was changed since
 * @param failed    why they failed to run
 * @param settings  how to reach the new cluster, if the input is valid
 * @param canary    whether a key may be written and deleted
 * @param planFile  the file that the plan was saved to
 * @param strangers how many members of other clusters may be running at the planned URLs
 * @param elsewhere how many members of the old cluster may be running at other URLs
 * @param wasPassed whether the cluster was proven before
 * @param step      what is being done on the hosts; empty if nothing is
 * @param kept      how many members let no clients in yet
 * @param hosts     the addresses of hosts through which members are reached, by the names of the members
 * @param without   the members that were left out of the delivery
 * @param lapse     what is no longer so since it was proven
 */
record VerifyFacts(boolean restored, boolean busy, Optional<Proof> proof, boolean stale,
        Optional<Failed> failed,
        Optional<ConnectionSettings> settings, boolean canary, Optional<Path> planFile, int strangers,
        int elsewhere, boolean wasPassed, Optional<DeliveryStep> step, int kept, Map<String, String> hosts,
        List<String> without, Optional<Lapse> lapse) {
    /** Whether the cluster that the input names is proven and no member of another one may still be running at its URLs. */
    boolean isDone() {
        return isProven() && !stale && strangers == 0;
    }

    /** Whether a planned member is not there yet, and only that is open. */
    boolean isOpen() {
        return proof.stream()
                .flatMap(found -> found.checks().stream())
                .anyMatch(ProofCheck::isOpen);
    }

    boolean isProven() {
        return proof.filter(Proof::proven).isPresent();
    }
}
