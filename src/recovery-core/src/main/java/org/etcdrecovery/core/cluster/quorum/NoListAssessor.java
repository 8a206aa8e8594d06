package org.etcdrecovery.core.cluster.quorum;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.cluster.connect.Failure;
import org.etcdrecovery.core.cluster.connect.PeerAnswer;
import org.etcdrecovery.core.cluster.probe.MemberProbe;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment.Verdict;

/** Assesses a cluster if no answer names its members, so that there is no majority to count against. */
final class NoListAssessor {
    private NoListAssessor() {}

    static QuorumAssessment assess(ProbeReport report) {
        List<String> evidence = report.rows()
                .stream()
                .map(row -> atEndpoint(row) + row.peer().map(NoListAssessor::atPeerUrl).orElse(""))
                .toList();
        return QuorumAssessment.withoutMembers(Verdict.UNKNOWN,
                "No endpoint could list the members, so quorum is unknown.",
                evidence, steps(report), Optional.empty(), report.contacts());
    }

    private static List<Step> steps(ProbeReport report) {
        List<Step> steps = new ArrayList<>(Advice.ofFailures(report));
        report.rows()
                .stream()
                .filter(MemberProbe::mayWaitForPeers)
                .map(NoListAssessor::whatToAskNext)
                .forEach(text -> steps.add(Step.of(text)));
        steps.add(
                Step.of("On each host of the cluster, check whether etcd runs and what its log says last. Members that"
                        + " were restarted without a majority run but serve no clients: start the others too, and"
                        + " keep a copy of each data directory first."));
        steps.add(Step.of("If no majority can be started, keep every data directory: each one can be the source of a"
                + " recovery."));
        return steps;
    }

    /** Some failures already name the endpoint. */
    private static String atEndpoint(MemberProbe row) {
        String endpoint = row.endpoint().toString();
        String what = row.failure().map(Failure::what).orElse("it did not name the members.");
        return what.startsWith(endpoint) ? what : endpoint + ": " + what;
    }

    /** The peer URL is a guess, so silence there says nothing about the member. */
    private static String atPeerUrl(PeerAnswer peer) {
        String failure = peer.failure().map(why -> " " + why.what()).orElse("");
        return switch (peer.state()) {
            case SERVING -> " At " + peer.endpoint() + " it serves its peers (etcd " + peer.version()
                    + "), but names none yet.";
            case LISTENING -> " At what may be its peer URL, something listens." + failure;
            case HANGING, SILENT -> " At what may be its peer URL, nothing answers." + failure;
        };
    }

    private static String whatToAskNext(MemberProbe row) {
        return row.peer()
                .flatMap(NoListAssessor::whatToAskNext)
                .orElseGet(() -> "Ask again with the peer URL of the member behind " + row.endpoint()
                        + " as the endpoint. It is --listen-peer-urls in etcd's configuration, usually with port 2380."
                        + " There a member names the others, even without a majority and without a login.");
    }

    private static Optional<String> whatToAskNext(PeerAnswer peer) {
        return switch (peer.state()) {
            case LISTENING -> Optional.of("To get an answer at " + peer.endpoint() + ", show the certificate that the"
                    + " members show each other: in etcd's configuration --peer-cert-file, --peer-key-file and"
                    + " --peer-trusted-ca-file, with kubeadm /etc/kubernetes/pki/etcd/peer.crt, peer.key and ca.crt. A"
                    + " member that waits for a majority names the others there.");
            case SERVING -> Optional.of("Ask again in a moment: the member at " + peer.endpoint()
                    + " may still be replaying its log.");
            case HANGING, SILENT -> Optional.empty();
        };
    }
}
