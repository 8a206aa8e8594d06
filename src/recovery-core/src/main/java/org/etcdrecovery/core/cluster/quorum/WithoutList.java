package org.etcdrecovery.core.cluster.quorum;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.cluster.connect.Failure;
import org.etcdrecovery.core.cluster.probe.MemberProbe;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment.Verdict;
import org.jspecify.annotations.Nullable;

/** The judgement when no member said who belongs to the cluster: there is nothing to count against. */
final class WithoutList {
    private WithoutList() {}

    static QuorumAssessment assess(ProbeReport report) {
        List<String> evidence = new ArrayList<>();
        for (MemberProbe row : report.rows()) {
            @Nullable
            Failure failure = row.failure();
            evidence.add(row.endpoint() + ": " + (failure == null ? "it did not name the members." : failure.what()));
        }
        List<Step> steps = new ArrayList<>();
        report.rows()
                .stream()
                .flatMap(row -> Optional.ofNullable(row.failure()).stream())
                .map(Failure::advice)
                .filter(advice -> !advice.isEmpty())
                .distinct()
                .forEach(advice -> steps.add(Step.of(advice)));
        steps.add(Step.of("On each host of the cluster, see whether etcd runs and what its log says last. Members that"
                + " were restarted without a majority run and serve no clients: start the others, too."));
        steps.add(Step.of("If no majority can be started, keep every data directory: each of them is a source for a"
                + " recovery."));
        return new QuorumAssessment(Verdict.UNKNOWN, "No member told who belongs to the cluster, so it cannot be told"
                + " whether it has quorum.", 0, 0, 0, 0, List.of(), evidence, List.of(), steps, Optional.empty());
    }
}
