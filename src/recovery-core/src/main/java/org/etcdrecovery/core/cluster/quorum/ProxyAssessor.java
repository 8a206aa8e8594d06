package org.etcdrecovery.core.cluster.quorum;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.cluster.command.RecoveryCommands;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Failure;
import org.etcdrecovery.core.cluster.connect.MemberStatus;
import org.etcdrecovery.core.cluster.probe.LinearizableRead;
import org.etcdrecovery.core.cluster.probe.MemberProbe;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.cluster.probe.SnapshotSource;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment.Verdict;
import org.etcdrecovery.core.cluster.save.SaveRequest;
import org.etcdrecovery.core.keyspace.Member;

/**
 * The judgement when only a grpc-proxy answered. It passes reads on to the cluster, so that one that is granted proves a
 * majority; but it lists no member, and every question may be answered by another one.
 */
final class ProxyAssessor {
    private static final Path SNAPSHOT = Path.of("snapshot.db");

    private ProxyAssessor() {}

    static QuorumAssessment assess(ProbeReport report, ConnectionSettings settings) {
        boolean granted = report.rows().stream().map(MemberProbe::read).anyMatch(ProxyAssessor::isGranted);
        Optional<SnapshotSource> source = SnapshotSource.recommend(report);
        String headline = granted
                ? "A grpc-proxy answers, and the cluster behind it has quorum: do not restore. How its members fare cannot"
                        + " be told through a proxy."
                : "A grpc-proxy answers. Whether the cluster behind it has quorum cannot be told through it.";
        return new QuorumAssessment(granted ? Verdict.DEGRADED : Verdict.UNKNOWN, headline, 0, 0, 0, 0, List.of(),
                evidence(report), List.of(), steps(report, settings, granted, source), source, report.contacts());
    }

    private static boolean isGranted(LinearizableRead read) {
        return read != null && read.granted();
    }

    private static List<String> evidence(ProbeReport report) {
        List<String> evidence = new ArrayList<>();
        for (MemberProbe row : report.rows()) {
            if (row.isProxy()) {
                evidence.add("At " + row.endpoint() + " a grpc-proxy answers. It lists no member but itself.");
            }
            MemberStatus status = row.status();
            if (status != null) {
                evidence.add("Member " + status.memberId() + " of cluster " + status.clusterId()
                        + " answered through it, and " + (!status.hasLeader()
                                ? "sees no leader"
                                : "sees " + status.leader() + " leading")
                        + " in term " + status.raft().term()
                        + ".");
            }
            LinearizableRead read = row.read();
            if (read != null) {
                Failure failure = read.failure();
                evidence.add(isGranted(read)
                        ? "A linearizable read was granted: a majority follows the leader."
                        : "No linearizable read was granted" + (failure == null ? "." : ": " + failure.what()));
            } else if (row.failure() != null) {
                evidence.add(row.endpoint() + ": " + row.failure().what());
            }
        }
        return evidence;
    }

    private static List<Step> steps(ProbeReport report, ConnectionSettings settings, boolean granted,
            Optional<SnapshotSource> source) {
        List<Step> steps = new ArrayList<>();
        if (granted) {
            steps.add(Step.of("Do not restore: a majority works and holds every acknowledged write."));
        }
        report.rows()
                .stream()
                .flatMap(row -> Optional.ofNullable(row.failure()).stream())
                .map(Failure::advice)
                .filter(advice -> !advice.isEmpty())
                .distinct()
                .forEach(advice -> steps.add(Step.of(advice)));
        steps.add(
                Step.of("To hear how the members fare, ask again with their own client URLs as the endpoints. The proxy"
                        + " was started with them, in its option --endpoints."));
        source.ifPresent(from -> steps.add(new Step("The proxy passes the request for a snapshot on to one of the"
                + " members.",
                new RecoveryCommands(settings, Optional.empty())
                        .snapshotSave(from.row().endpoint(), SNAPSHOT, SaveRequest.DEFAULT_STALL)
                        .text())));
        if (!granted) {
            steps.add(Step.of("Until it is known whether a majority works, restore nothing: beside a living majority it"
                    + " makes two clusters out of one."));
        }
        return steps;
    }
}
