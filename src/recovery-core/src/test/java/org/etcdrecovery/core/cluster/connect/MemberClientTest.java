package org.etcdrecovery.core.cluster.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.etcdrecovery.core.cluster.connect.Failure.Cause;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Member;
import org.etcdrecovery.core.testing.RealCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemberClientTest {
    @TempDir
    Path directory;

    @Test
    void reachesAMemberByAnIpv6Address() throws Exception {
        assumeThat(hasIpv6()).as("this host has no IPv6 loopback").isTrue();
        Member member = Member.onFreePorts(directory, 1).getFirst();
        Endpoint endpoint = new Endpoint("::1", member.clientUrl().getPort(), false);
        Member listening = member.withFlags("--listen-client-urls=" + member.clientUrl() + "," + endpoint.url());
        try (RealCluster cluster = RealCluster.start(EtcdVersion.V3_6, List.of(listening));
                MemberClient client = new Contacts(ConnectionSettings.of(List.of(endpoint))).open(endpoint)) {
            assertThat(client.status().version()).isEqualTo(cluster.version().full());
        }
    }

    /** Even if the time for an answer is shorter than the time for a connection. */
    @Test
    void tellsAPortThatDropsWhatComesFromOneThatKeepsSilent() throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket silent = new ServerSocket(0, 50, loopback);
                ServerSocket full = new ServerSocket(0, 1, loopback);
                Socket waiting = new Socket(loopback, full.getLocalPort());
                Socket another = new Socket(loopback, full.getLocalPort())) {
            // The accept queue is full and nothing drains it, so the kernel drops new connections.
            assertThat(waiting.isConnected() && another.isConnected()).isTrue();
            assertThatFails(new Endpoint("127.0.0.1", silent.getLocalPort(), false), Cause.NO_ANSWER);
            assertThatFails(new Endpoint("127.0.0.1", full.getLocalPort(), false), Cause.NO_CONNECTION);
        }
    }

    private static void assertThatFails(Endpoint endpoint, Cause cause) throws IOException {
        ConnectionSettings settings = ConnectionSettings.of(List.of(endpoint))
                .withTimeouts(Duration.ofSeconds(2), Duration.ofMillis(500));
        try (MemberClient client = new Contacts(settings).open(endpoint)) {
            assertThatThrownBy(client::status).isInstanceOfSatisfying(CallFailedException.class,
                    e -> assertThat(e.failure().cause()).as("%s", e.failure()).isEqualTo(cause));
        }
    }

    private static boolean hasIpv6() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("::1"))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
