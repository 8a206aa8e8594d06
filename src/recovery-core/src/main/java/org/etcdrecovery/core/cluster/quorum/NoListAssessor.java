package org.etcdrecovery.core.cluster.quorum;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.cluster.connect.Failure;
import org.etcdrecovery.core.cluster.connect.PeerAnswer;
import org.etcdrecovery.core.cluster.probe.MemberProbe;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment.Verdict;
import org.jspecify.annotations.Nullable;

/** The judgement when no member said who belongs to the cluster: there is nothing to count against. */
final class NoListAssessor {
    private NoListAssessor() {}

    static QuorumAssessment assess(ProbeReport report) {
        List<String> evidence = new ArrayList<>();
        for (MemberProbe row : report.rows()) {
            evidence.add(atEndpoint(row) + atPeerUrl(row.peer()));
        }
        List<Step> steps = new ArrayList<>();
        report.rows()
                .stream()
                .flatMap(row -> Optional.ofNullable(row.failure()).stream())
                .map(Failure::advice)
                .filter(advice -> !advice.isEmpty())
                .distinct()
                .forEach(advice -> steps.add(Step.of(advice)));
        report.rows()
                .stream()
                .filter(MemberProbe::mayWaitForPeers)
                .map(NoListAssessor::whatWouldTell)
                .forEach(text -> steps.add(Step.of(text)));
        steps.add(Step.of("On each host of the cluster, see whether etcd runs and what its log says last. Members that"
                + " were restarted without a majority run and serve no clients: start the others, too."));
        steps.add(Step.of("If no majority can be started, keep every data directory: each of them is a source for a"
                + " recovery."));
        return new QuorumAssessment(Verdict.UNKNOWN, "No member told who belongs to the cluster, so it cannot be told"
                + " whether it has quorum.", 0, 0, 0, 0, List.of(), evidence, List.of(), steps, Optional.empty(),
                report.contacts());
    }

    /** Some failures name the endpoint by themselves. */
    private static String atEndpoint(MemberProbe row) {
        String endpoint = row.endpoint().toString();
        String what = row.failure() == null ? "it did not name the members." : row.failure().what();
        return what.startsWith(endpoint) ? what : endpoint + ": " + what;
    }

    /** The peer URL was guessed, so that silence there says nothing of the member. */
    private static String atPeerUrl(@Nullable PeerAnswer peer) {
        if (peer == null) {
            return "";
        }
        String failure = peer.failure() == null ? "" : " " + peer.failure().what();
        return switch (peer.state()) {
            case SERVING -> " At " + peer.endpoint() + " it serves its peers (etcd " + peer.version()
                    + "), and names none yet.";
            case LISTENING -> " Where its peers may reach it, something listens." + failure;
            case HANGING, SILENT -> " Where its peers may reach it, nothing answers." + failure;
        };
    }

    private static String whatWouldTell(MemberProbe row) {
        PeerAnswer peer = row.peer();
        if (peer != null && peer.state() == PeerAnswer.State.LISTENING) {
            return "To be let in at " + peer.endpoint() + ", show the certificate that the members show each other: in"
                    + " etcd's configuration --peer-cert-file, --peer-key-file and --peer-trusted-ca-file, with kubeadm"
                    + " /etc/kubernetes/pki/etcd/peer.crt, peer.key and ca.crt. A member that waits for a majority"
                    + " names the others there.";
        }
        if (peer != null && peer.state() == PeerAnswer.State.SERVING) {
            return "Ask again in a moment: the member at " + peer.endpoint() + " may still go through its log.";
        }
        return "Ask again with the peer URL of the member behind " + row.endpoint() + " as the endpoint. It stands in"
                + " etcd's configuration as --listen-peer-urls, and is mostly port 2380. There a member answers without"
                + " a majority and without a login, and names the others.";
    }
}
