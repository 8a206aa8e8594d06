package org.etcdrecovery.core.cluster.prove;

import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.Failure.Cause;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.keyspace.ClusterId;
import org.etcdrecovery.core.plan.RestorePlan;

/**
 * A member of another cluster that answers where a member of the planned one is expected: most often a member of the old
 * cluster that was not stopped.
 *
 * @param endpoint where it answers
 * @param name     its name; empty if unknown
 * @param cluster  its cluster
 */
public record Stranger(Endpoint endpoint, String name, ClusterId cluster) {
    /** The members of other clusters among those that answer at the named endpoints. */
    public static List<Stranger> among(ProbeReport report, RestorePlan plan) {
        return report.answering()
                .stream()
                .filter(row -> row.named() && !row.isProxy())
                .flatMap(row -> row.status()
                        .map(status -> new Stranger(row.endpoint(), row.name(), status.clusterId()))
                        .filter(answer -> !answer.cluster().equals(plan.clusterId()))
                        .stream())
                .toList();
    }

    /**
     * Whether a later probe shows that it no longer serves its endpoint: the port is closed, or a member of the planned
     * cluster answers there. Silence shows nothing: a member that hangs comes back.
     */
    public boolean isGone(ProbeReport later, RestorePlan plan) {
        return later.rows()
                .stream()
                .filter(row -> row.endpoint().equals(endpoint))
                .anyMatch(row -> row.failedWith(Cause.REFUSED)
                        || row.status().filter(status -> status.clusterId().equals(plan.clusterId())).isPresent());
    }

    /** Its name and endpoint, for a sentence; the endpoint alone if the name is unknown. */
    public String called() {
        return Optional.of(name).filter(known -> !known.isEmpty()).map(known -> known + " at ").orElse("")
                + endpoint.authority();
    }
}
