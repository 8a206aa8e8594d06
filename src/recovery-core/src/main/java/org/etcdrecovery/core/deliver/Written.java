package org.etcdrecovery.core.deliver;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.probe.MemberProbe;
import org.etcdrecovery.core.cluster.probe.Prober;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.progress.Progress;

/**
 * What clients have written since the members were activated.
 *
 * @param revisions how many revisions
 * @param endpoint  the member that knows most
 */
public record Written(long revisions, Endpoint endpoint) {
    /**
     * Asks the members.
     *
     * @param settings how to reach them, their routes included
     * @return empty if no member of the planned cluster answers
     */
    public static Optional<Written> ask(RestorePlan plan, ConnectionSettings settings, Progress progress)
            throws IOException {
        List<MemberProbe> answering = Prober.probe(settings, _ -> {}, progress).answering();
        return answering.stream()
                .filter(probe -> probe.status().orElseThrow().clusterId().equals(plan.clusterId()))
                .max(Comparator.comparingLong(probe -> probe.status().orElseThrow().revision()))
                .map(probe -> new Written(
                        Math.max(0, probe.status().orElseThrow().revision() - plan.revisions().last()),
                        probe.endpoint()));
    }
}
