package org.etcdrecovery.core.cluster.prove;

import java.time.Instant;
import java.util.List;

/**
 * The result of proving a recovery, check by check.
 *
 * @param time           when the proof was made
 * @param clusterId      the planned cluster ID, in hex
 * @param snapshotSha256 the SHA-256 of the file that the plan restores, in lower-case hex
 * @param answered       whether any server answered; without an answer nothing is disproved
 * @param checks         the checks in the order in which they were made
 */
public record Proof(Instant time, String clusterId, String snapshotSha256, boolean answered, List<ProofCheck> checks) {
    public Proof {
        checks = List.copyOf(checks);
    }

    /** Whether no check failed: as far as checked, the running cluster is the planned one with the planned data. */
    public boolean proven() {
        return checks.stream().noneMatch(check -> check.outcome() == ProofCheck.Outcome.FAILED);
    }
}
