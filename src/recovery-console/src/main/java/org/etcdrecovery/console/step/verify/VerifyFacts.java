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
 * @param wasPassed whether the cluster was proven before
 * @param checks    the checks, running or ended
 * @param request   what they are to be asked with
 * @param others    the members of other clusters
 * @param hosts     the hosts of the members that were delivered over SSH
 * @param lapse     what is no longer so since it was proven
 */
record VerifyFacts(boolean restored, boolean wasPassed, Checks checks, Request request, Others others, Hosts hosts,
        Optional<Lapse> lapse) {
    /**
     * The checks of the cluster.
     *
     * @param busy   whether they are running
     * @param stale  whether the input was changed since
     * @param proof  their result
     * @param failed why they failed to run
     */
    record Checks(boolean busy, boolean stale, Optional<Proof> proof, Optional<Failed> failed) {
        boolean isProven() {
            return proof.filter(Proof::proven).isPresent();
        }

        /** Whether a planned member is not there yet, and only that is open. */
        boolean isOpen() {
            return proof.stream()
                    .flatMap(found -> found.checks().stream())
                    .anyMatch(ProofCheck::isOpen);
        }

        /** Whether they failed to run, and were not stopped. */
        boolean haveFailed() {
            return failed.filter(why -> !why.cancelled()).isPresent();
        }
    }

    /**
     * What the next checks, and the command that does the same, are given.
     *
     * @param settings how to reach the new cluster, if the input is valid
     * @param canary   whether a key may be written and deleted
     * @param planFile the file that the plan was saved to
     * @param routes   the addresses of hosts through which members are reached, by the names of the members
     * @param without  the members that were left out of the delivery
     */
    record Request(Optional<ConnectionSettings> settings, boolean canary, Optional<Path> planFile,
            Map<String, String> routes, List<String> without) {}

    /**
     * Members of other clusters that may be running.
     *
     * @param here      how many at the planned URLs
     * @param elsewhere how many of the old cluster at other URLs
     */
    record Others(int here, int elsewhere) {}

    /**
     * The hosts of the members that were delivered.
     *
     * @param step        what is being done on them; empty if nothing is
     * @param quarantined how many members let no clients in yet
     * @param takenAway   whether an undo took the new cluster away
     */
    record Hosts(Optional<DeliveryStep> step, int quarantined, boolean takenAway) {}

    /** Whether the cluster that the input names is proven. */
    boolean isConcluded() {
        return checks.isProven() && !checks.stale();
    }

    /** Whether it is, and no member of another one may still be running at its URLs. */
    boolean isDone() {
        return isConcluded() && others.here() == 0;
    }
}
