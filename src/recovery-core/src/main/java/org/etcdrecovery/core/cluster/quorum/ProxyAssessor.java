package org.etcdrecovery.core.cluster.quorum;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.MemberStatus;
import org.etcdrecovery.core.cluster.probe.LinearizableRead;
import org.etcdrecovery.core.cluster.probe.MemberProbe;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.cluster.probe.SnapshotSource;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment.Verdict;

/**
 * Assesses a cluster if only a grpc-proxy answered. The proxy forwards reads to the cluster, so a granted read proves a
 * majority. But it lists no members, and each request may be answered by a different one.
 */
final class ProxyAssessor {
    private ProxyAssessor() {}

    static QuorumAssessment assess(ProbeReport report, ConnectionSettings settings) {
        boolean granted = report.rows()
                .stream()
                .flatMap(row -> row.read().stream())
                .anyMatch(LinearizableRead::granted);
        Optional<SnapshotSource> source = SnapshotSource.recommend(report);
        String headline = granted
                ? "A grpc-proxy answers, and the cluster behind it has quorum: do not restore. A proxy does not show"
                        + " how the members are doing."
                : "A grpc-proxy answers. It does not show whether the cluster behind it has quorum.";
        return QuorumAssessment.withoutMembers(granted ? Verdict.DEGRADED : Verdict.UNKNOWN, headline,
                evidence(report), steps(report, settings, granted, source), source, report.contacts());
    }

    private static List<String> evidence(ProbeReport report) {
        List<String> evidence = new ArrayList<>();
        for (MemberProbe row : report.rows()) {
            if (row.isProxy()) {
                evidence.add("At " + row.endpoint() + " a grpc-proxy answers. It lists no member but itself.");
            }
            row.status().map(ProxyAssessor::text).ifPresent(evidence::add);
            row.read()
                    .map(ProxyAssessor::text)
                    .or(() -> row.failure().map(failure -> row.endpoint() + ": " + failure.what()))
                    .ifPresent(evidence::add);
        }
        return evidence;
    }

    private static String text(MemberStatus status) {
        return "Member " + status.memberId() + " of cluster " + status.clusterId() + " answered through it, and "
                + (status.hasLeader() ? "sees " + status.leader() + " leading" : "sees no leader") + " in term "
                + status.raft().term() + ".";
    }

    private static String text(LinearizableRead read) {
        return read.granted()
                ? QuorumAssessor.READ_GRANTED
                : "No linearizable read was granted"
                        + read.failure().map(failure -> ": " + failure.what()).orElse(".");
    }

    private static List<Step> steps(ProbeReport report, ConnectionSettings settings, boolean granted,
            Optional<SnapshotSource> source) {
        List<Step> steps = new ArrayList<>();
        if (granted) {
            steps.add(Advice.DO_NOT_RESTORE);
        }
        steps.addAll(Advice.ofFailures(report));
        steps.add(Step.of("To see how the members are doing, ask again with their own client URLs as the endpoints. The"
                + " proxy was started with them in its option --endpoints."));
        source.ifPresent(
                from -> steps.add(new Step("To save a snapshot, go through the proxy: it forwards the request to"
                        + " one of the members.", Advice.saveFrom(from.row().endpoint(), settings).text())));
        if (!granted) {
            steps.add(Advice.RESTORE_NOTHING_YET);
        }
        return steps;
    }
}
