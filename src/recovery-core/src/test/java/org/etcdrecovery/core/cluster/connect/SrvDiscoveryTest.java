package org.etcdrecovery.core.cluster.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.etcdrecovery.core.testing.HostileServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SrvDiscoveryTest {
    private static final String TLS = "_etcd-client-ssl._tcp.example.org";
    private static final String PLAIN = "_etcd-client._tcp.example.org";

    @Test
    void findsEndpointsOfBothKinds() throws IOException {
        try (FakeDns dns = new FakeDns().with(TLS, 2379, "m1.example.org.")
                .with(TLS, 2379, "m2.example.org.")
                .with(PLAIN, 2390, "m3.example.org.")
                .answering()) {
            assertThat(SrvDiscovery.find(dns.url(), 1, "example.org", "", true)).extracting(Endpoint::url)
                    .containsExactlyInAnyOrder("https://m1.example.org:2379", "https://m2.example.org:2379",
                            "http://m3.example.org:2390");
            assertThat(SrvDiscovery.find(dns.url(), 1, "example.org", "", false)).extracting(Endpoint::url)
                    .containsExactly("https://m1.example.org:2379", "https://m2.example.org:2379");
        }
    }

    @Test
    void takesADomainThatEndsWithADot() throws IOException {
        try (FakeDns dns = new FakeDns().with(PLAIN, 2379, "m1.example.org.").answering()) {
            assertThat(SrvDiscovery.find(dns.url(), 1, "example.org.", "", true)).extracting(Endpoint::url)
                    .containsExactly("http://m1.example.org:2379");
        }
    }

    @Test
    void tellsClustersOfOneDomainApartByTheirSuffix() throws IOException {
        try (FakeDns dns = new FakeDns().with(TLS, 2379, "other.example.org.")
                .with("_etcd-client-ssl-blue._tcp.example.org", 2379, "m1.example.org.")
                .with("_etcd-client-blue._tcp.example.org", 2380, "m1.example.org.")
                .answering()) {
            assertThat(SrvDiscovery.find(dns.url(), 1, "example.org", "blue", true)).extracting(Endpoint::url)
                    .containsExactlyInAnyOrder("https://m1.example.org:2379", "http://m1.example.org:2380");
        }
    }

    @Test
    void saysWhichRecordsAreMissing() throws IOException {
        try (FakeDns dns = new FakeDns().withNothing(PLAIN).answering()) {
            assertThatThrownBy(() -> SrvDiscovery.find(dns.url(), 1, "example.org", "", true))
                    .isInstanceOf(SettingsException.class)
                    .hasMessage("DNS has no SRV records " + TLS + " or " + PLAIN
                            + ". Check the domain, or name the endpoints instead.");
            assertThatThrownBy(() -> SrvDiscovery.find(dns.url(), 1, "example.org", "blue", false))
                    .hasMessage("DNS has no SRV records _etcd-client-ssl-blue._tcp.example.org"
                            + ". Check the domain, or name the endpoints instead.");
        }
    }

    /** As etcdctl does: a name that cannot be looked up matters only when the other one does not exist either. */
    @Test
    void goesByTheRecordsThatCanBeLookedUp() throws IOException {
        try (FakeDns dns = new FakeDns().failing(TLS).with(PLAIN, 2379, "m1.example.org.").answering()) {
            assertThat(SrvDiscovery.find(dns.url(), 1, "example.org", "", true)).extracting(Endpoint::url)
                    .containsExactly("http://m1.example.org:2379");
            assertThatThrownBy(() -> SrvDiscovery.find(dns.url(), 1, "example.org", "", false))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageStartingWith("DNS fails at " + TLS);
        }
    }

    @Test
    void saysThatTheNameServerIsSilent() throws IOException {
        try (FakeDns dns = new FakeDns()) {
            assertThatThrownBy(() -> SrvDiscovery.find(dns.url(), 1, "example.org", "", true))
                    .isInstanceOf(SettingsException.class)
                    .hasMessage("The name servers of this host do not answer, asked for " + TLS
                            + ". Name the endpoints instead.");
        }
    }

    /** JNDI bounds the wait for a packet, and over TCP each byte is one. */
    @Test
    @Timeout(120)
    void endsWhenANameServerDrips() throws Exception {
        try (FakeDns dns = new FakeDns().withNothing(TLS).truncating();
                HostileServer tcp = HostileServer.startAt(dns.port(),
                        connection -> connection.send(new byte[]{-1, -1}).drip(new byte[1], 20))) {
            String server = dns.answering().url();
            assertThat(tcp.endpoint().port()).isEqualTo(dns.port());
            assertThatThrownBy(() -> SrvDiscovery.within(Duration.ofMillis(500), "example.org",
                    () -> SrvDiscovery.find(server, 1, "example.org", "", false)))
                    .isInstanceOf(SettingsException.class)
                    .hasMessage("The name servers of this host did not answer completely within 0.5 s, asked for the"
                            + " endpoints of example.org. Name the endpoints instead.");
        }
    }

    @Test
    void refusesMoreEndpointsThanAClusterHas() throws Exception {
        try (FakeDns dns = new FakeDns().truncating()) {
            for (int i = 0; i <= Limits.MEMBERS; i++) {
                dns.with(TLS, 2379, "m" + i + ".example.org.");
            }
            String server = dns.answering().url();
            try (HostileServer tcp = HostileServer.startAt(dns.port(), connection -> {
                byte[] length = connection.read(2);
                byte[] answer = dns.answer(connection.read(ByteBuffer.wrap(length).getShort()));
                connection.send(new byte[]{(byte) (answer.length >> 8), (byte) answer.length}).send(answer);
            })) {
                assertThat(tcp.endpoint().port()).isEqualTo(dns.port());
                assertThatThrownBy(() -> SrvDiscovery.find(server, 1, "example.org", "", false))
                        .isInstanceOf(SettingsException.class)
                        .hasMessageStartingWith("DNS names 101 endpoints for example.org, and at most 100");
            }
        }
    }
}
