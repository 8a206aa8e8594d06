package org.etcdrecovery.core.cluster.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.etcdrecovery.core.cluster.Recovery;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Contacts;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.Failure.Cause;
import org.etcdrecovery.core.cluster.connect.FakePeer;
import org.etcdrecovery.core.cluster.connect.MemberStatus.Role;
import org.etcdrecovery.core.cluster.connect.PeerAnswer;
import org.etcdrecovery.core.cluster.quorum.MemberState;
import org.etcdrecovery.core.cluster.quorum.MemberState.State;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment.Verdict;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessor;
import org.etcdrecovery.core.cluster.quorum.Step;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.progress.Cancellation;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.RealCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Probes real clusters in which something is wrong. */
@Execution(ExecutionMode.CONCURRENT)
class ProberTest {
    @TempDir
    Path directory;

    @Test
    void findsAllFiveMembersThroughOne() throws Exception {
        try (RealCluster cluster = RealCluster.fresh(EtcdVersion.V3_7, directory, 5)) {
            List<MemberProbe> told = new ArrayList<>();
            Endpoint first = Endpoint.parse(cluster.member(0).member().clientUrl().toString(), false);
            // Waits for elections to end: during one, no member leads, or two seem to.
            Recovery.await(Verdict.HEALTHY, ConnectionSettings.of(List.of(first)));
            ProbeReport report = Prober.probe(ConnectionSettings.of(List.of(first)), told::add, Progress.NONE);
            assertThat(report.rows()).hasSize(5).allMatch(MemberProbe::isHealthy);
            assertThat(report.rows().getFirst().named()).isTrue();
            assertThat(report.rows()).filteredOn(MemberProbe::named).hasSize(1);
            assertThat(report.rows()).extracting(MemberProbe::name)
                    .containsExactlyInAnyOrder("m1", "m2", "m3", "m4",
                            "m5");
            assertThat(report.rows())
                    .filteredOn(row -> row.status().filter(status -> status.role() == Role.LEADER).isPresent())
                    .hasSize(1);
            assertThat(told).containsExactlyInAnyOrderElementsOf(report.rows());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"V3_4", "V3_6"})
    void callsAMemberThatWasNeverStartedByItsPeerUrl(EtcdVersion version) throws Exception {
        String peerUrl = "http://127.0.0.1:1";
        try (RealCluster cluster = RealCluster.fresh(version, directory, 1)) {
            ConnectionSettings settings = impatient(Recovery.connection(cluster));
            cluster.etcdctl().run("member", "add", "m2", "--learner", "--peer-urls=" + peerUrl).ok();
            QuorumAssessment learner = Recovery.await(Verdict.DEGRADED, settings);
            assertThat(learner.verdict()).as("%s", learner).isEqualTo(Verdict.DEGRADED);
            assertThat(learner.headline()).contains("not everything works");
            assertThat(learner.members()).filteredOn(MemberState::isUnstarted)
                    .extracting(member -> member.member().called())
                    .containsExactly(peerUrl);
            assertThat(learner.steps()).extracting(Step::text)
                    .anyMatch(text -> text.startsWith(peerUrl + " (") && text.contains("never started"))
                    .noneMatch(text -> text.contains("start " + peerUrl) || text.contains("again"));
            assertThat(learner.evidence()).anyMatch(text -> text.startsWith(peerUrl + " ("));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"V3_4", "V3_6"})
    void doesNotWaitForAFrozenMember(EtcdVersion version) throws Exception {
        try (RealCluster cluster = RealCluster.fresh(version, directory, 3)) {
            cluster.member(2).pause();
            QuorumAssessment assessment = Recovery.await(Verdict.DEGRADED, impatient(Recovery.connection(cluster)));
            assertThat(assessment.verdict()).as("%s", assessment.evidence()).isEqualTo(Verdict.DEGRADED);
            assertThat(assessment.members()).filteredOn(member -> member.member().name().equals("m3"))
                    .extracting(MemberState::state)
                    .containsExactly(State.HANGING);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"V3_4", "V3_7"})
    void tellsAMemberThatWaitsForItsPeersFromADeadOne(EtcdVersion version) throws Exception {
        try (RealCluster cluster = RealCluster.fresh(version, directory, 3)) {
            ConnectionSettings settings = Recovery.connection(cluster);
            Endpoint peer = Endpoint.parse(cluster.member(0).member().peerUrl().toString(), false);
            killAll(cluster);
            assertThat(new Contacts(settings).askPeer(peer).state()).isEqualTo(PeerAnswer.State.SILENT);
            cluster.member(0).restartAlone();

            PeerAnswer answer = new Contacts(settings).askPeer(peer);

            assertThat(answer).extracting(PeerAnswer::state, PeerAnswer::version)
                    .containsExactly(PeerAnswer.State.SERVING, version.full());
            assertThat(answer.list()).as(cluster.logs()).isPresent();
        }
    }

    /** It has published no client URL, but the named endpoint is next to its peer port. */
    @Test
    void recognisesAMemberThatServesOnlyItsPeers() throws Exception {
        try (ServerSocket clients = beforeAFreePort();
                FakePeer peer = new FakePeer(clients.getLocalPort() + 1,
                        "[{\"id\":1,\"peerURLs\":[\"http://127.0.0.1:" + (clients.getLocalPort() + 1) + "\"]}]")) {
            Endpoint endpoint = new Endpoint("127.0.0.1", clients.getLocalPort(), false);
            QuorumAssessment assessment = Recovery.assess(impatient(ConnectionSettings.of(List.of(endpoint))));
            assertThat(assessment.members()).as(peer.endpoint().url())
                    .extracting(MemberState::state)
                    .containsExactly(State.WAITING_FOR_PEERS);
        }
    }

    /** If the peer port is not next to the client port, only the operator knows it. */
    @Test
    void takesThePeerUrlForAnEndpoint() throws Exception {
        try (FakePeer peer = new FakePeer(0, "[{\"id\":1,\"peerURLs\":[\"http://m1:2380\"]}]")) {
            QuorumAssessment assessment = Recovery.assess(impatient(ConnectionSettings.of(List.of(peer.endpoint()))));
            assertThat(assessment.members()).extracting(state -> state.member().id()).containsExactly(new MemberId(1));
        }
    }

    @Test
    void saysWhatWouldTellWhoBelongsToACluster() throws Exception {
        try (ServerSocket clients = beforeAFreePort()) {
            Endpoint endpoint = new Endpoint("127.0.0.1", clients.getLocalPort(), false);
            QuorumAssessment assessment = Recovery.assess(impatient(ConnectionSettings.of(List.of(endpoint))));
            assertThat(assessment.verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(assessment.steps()).extracting(Step::text)
                    .anyMatch(text -> text.startsWith("Ask again with the peer URL of the member behind " + endpoint));
        }
    }

    /** Up to 3.5 a member serves clients at its peer URL, too, and hands out a snapshot there. */
    @ParameterizedTest
    @EnumSource
    void findsAMemberThatWaitsForItsPeersByItsPeerUrl(EtcdVersion version) throws Exception {
        try (RealCluster cluster = RealCluster.fresh(version, directory, 3)) {
            Endpoint peer = Endpoint.parse(cluster.member(0).member().peerUrl().toString(), false);
            killAll(cluster);
            cluster.member(0).restartAlone();

            QuorumAssessment assessment = Recovery.await(Verdict.LOST,
                    impatient(ConnectionSettings.of(List.of(peer))));

            boolean serves = version == EtcdVersion.V3_4 || version == EtcdVersion.V3_5;
            assertThat(assessment.members()).as("%s%n%s", assessment, cluster.member(0).log())
                    .filteredOn(member -> member.member().name().equals("m1"))
                    .extracting(MemberState::state)
                    .containsExactly(serves ? State.WITHOUT_LEADER : State.WAITING_FOR_PEERS);
            assertThat(assessment.source().isPresent()).isEqualTo(serves);
            if (serves) {
                assertThat(Recovery.save(peer, directory.resolve("saved.db")).file()).isNotEmptyFile();
            }
        }
    }

    /** Kills all members once each knows all about the others, and will still know it after a restart. */
    private static void killAll(RealCluster cluster) {
        cluster.await("known to each other", () -> cluster.gateway().knowsAllClientUrls());
        // A later log entry makes sure that what the members have applied survives a restart.
        cluster.gateway().put("a", "1");
        cluster.members().forEach(member -> member.kill());
    }

    /** A port that accepts connections and stays silent, and whose next port is free. */
    private static ServerSocket beforeAFreePort() throws IOException {
        while (true) {
            ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            try (ServerSocket next = new ServerSocket(socket.getLocalPort() + 1, 1, InetAddress.getLoopbackAddress())) {
                assertThat(next.isBound()).isTrue();
                return socket;
            } catch (IOException taken) {
                socket.close();
            }
        }
    }

    @Test
    void namesWhatKeepsAnEndpointFromAnswering() throws Exception {
        try (ServerSocket blackHole = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket waiting = new Socket(blackHole.getInetAddress(), blackHole.getLocalPort());
                Socket another = new Socket(blackHole.getInetAddress(), blackHole.getLocalPort())) {
            // The accept queue is full and nothing drains it, so the kernel drops new connections.
            Endpoint dropped = new Endpoint("127.0.0.1", blackHole.getLocalPort(), false);
            assertThat(waiting.isConnected() && another.isConnected()).isTrue();
            List<Endpoint> endpoints = List.of(dropped, new Endpoint("127.0.0.1", 1, false),
                    new Endpoint("no-such-host.invalid", 2379, false));
            ConnectionSettings settings = impatient(ConnectionSettings.of(endpoints));
            ProbeReport report = Prober.probe(settings, row -> {}, Progress.NONE);
            assertThat(report.rows()).extracting(row -> row.failure().orElseThrow().cause())
                    .containsExactly(Cause.NO_CONNECTION, Cause.REFUSED, Cause.NAME_NOT_RESOLVED);
            assertThat(QuorumAssessor.assess(report, settings).verdict()).isEqualTo(Verdict.UNKNOWN);
        }
    }

    @Test
    void canBeCancelled() {
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        ConnectionSettings settings = ConnectionSettings.of(List.of(new Endpoint("127.0.0.1", 1, false)));
        assertThatThrownBy(() -> Prober.probe(settings, row -> {}, cancellation.guard(Progress.NONE)))
                .isInstanceOf(CancellationException.class);
    }

    private static ConnectionSettings impatient(ConnectionSettings settings) {
        return settings.withTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(3));
    }
}
