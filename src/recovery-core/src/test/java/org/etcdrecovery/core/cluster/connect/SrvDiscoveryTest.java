package org.etcdrecovery.core.cluster.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Name;

class SrvDiscoveryTest {
    private static final String TLS = "_etcd-client-ssl._tcp.example.org";
    private static final String PLAIN = "_etcd-client._tcp.example.org";

    private static final Duration TIMEOUT = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static List<Endpoint> find(FakeDns dns, String domain, String service, boolean insecure)
            throws SettingsException {
        return find(setup(List.of(dns), List.of(), 1), PATIENCE, domain, service, insecure);
    }

    private static List<Endpoint> find(NameServers.Setup setup, Duration patience, String domain, String service,
            boolean insecure) throws SettingsException {
        try (NameServers servers = new NameServers(setup, TIMEOUT, patience)) {
            return SrvDiscovery.find(servers, domain, service, insecure);
        }
    }

    private static NameServers.Setup setup(List<FakeDns> servers, List<String> search, int ndots) {
        return new NameServers.Setup(servers.stream().map(FakeDns::address).toList(),
                search.stream().map(Name::fromConstantString).toList(), ndots);
    }

    @Test
    void findsEndpointsOfBothKinds() throws IOException {
        try (FakeDns dns = new FakeDns().with(TLS, 2379, "m1.example.org.")
                .with(TLS, 2379, "m2.example.org.")
                .with(PLAIN, 2390, "m3.example.org.")
                .answering()) {
            assertThat(find(dns, "example.org", "", true)).extracting(Endpoint::url)
                    .containsExactlyInAnyOrder("https://m1.example.org:2379", "https://m2.example.org:2379",
                            "http://m3.example.org:2390");
            assertThat(find(dns, "example.org", "", false)).extracting(Endpoint::url)
                    .containsExactly("https://m1.example.org:2379", "https://m2.example.org:2379");
        }
    }

    @Test
    void takesADomainThatEndsWithADot() throws IOException {
        try (FakeDns dns = new FakeDns().with(PLAIN, 2379, "m1.example.org.").answering()) {
            assertThat(find(dns, "example.org.", "", true)).extracting(Endpoint::url)
                    .containsExactly("http://m1.example.org:2379");
        }
    }

    @Test
    void tellsClustersOfOneDomainApartByTheirSuffix() throws IOException {
        try (FakeDns dns = new FakeDns().with(TLS, 2379, "other.example.org.")
                .with("_etcd-client-ssl-blue._tcp.example.org", 2379, "m1.example.org.")
                .with("_etcd-client-blue._tcp.example.org", 2380, "m1.example.org.")
                .answering()) {
            assertThat(find(dns, "example.org", "blue", true)).extracting(Endpoint::url)
                    .containsExactlyInAnyOrder("https://m1.example.org:2379", "http://m1.example.org:2380");
        }
    }

    @Test
    void saysWhichRecordsAreMissing() throws IOException {
        try (FakeDns dns = new FakeDns().withNothing(PLAIN).answering()) {
            assertThatThrownBy(() -> find(dns, "example.org", "", true))
                    .isInstanceOf(SettingsException.class)
                    .hasMessage("DNS has no SRV records " + TLS + " or " + PLAIN
                            + ". Check the domain, or name the endpoints instead.");
            assertThatThrownBy(() -> find(dns, "example.org", "blue", false))
                    .hasMessage("DNS has no SRV records _etcd-client-ssl-blue._tcp.example.org"
                            + ". Check the domain, or name the endpoints instead.");
        }
    }

    /** Like etcdctl: a lookup that fails matters only if the other name has no records. */
    @Test
    void goesByTheRecordsThatCanBeLookedUp() throws IOException {
        try (FakeDns dns = new FakeDns().failing(TLS).with(PLAIN, 2379, "m1.example.org.").answering()) {
            assertThat(find(dns, "example.org", "", true)).extracting(Endpoint::url)
                    .containsExactly("http://m1.example.org:2379");
            assertThatThrownBy(() -> find(dns, "example.org", "", false))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageStartingWith("DNS fails at " + TLS);
        }
    }

    @Test
    void saysThatTheNameServerIsSilent() throws IOException {
        try (FakeDns dns = new FakeDns()) {
            assertThatThrownBy(() -> find(dns, "example.org", "", true))
                    .isInstanceOf(SettingsException.class)
                    .hasMessage("The name servers of this host do not answer, asked for " + TLS
                            + ". Name the endpoints instead.");
        }
    }

    /** dnsjava times out a TCP query only if nothing arrives. */
    @Test
    @Timeout(120)
    void endsWhenANameServerDripsAndHangsUp() throws Exception {
        CountDownLatch hungUp = new CountDownLatch(1);
        try (FakeDns dns = new FakeDns().withNothing(TLS).truncating(connection -> {
            try {
                connection.send(new byte[]{-1, -1}).drip(new byte[1], 20);
            } catch (IOException e) {
                hungUp.countDown();
            }
        })) {
            NameServers.Setup setup = setup(List.of(dns.answering()), List.of(), 1);
            assertThatThrownBy(() -> find(setup, Duration.ofMillis(500), "example.org", "", false))
                    .isInstanceOf(SettingsException.class)
                    .hasMessage("The name servers of this host did not answer completely within 0.5 s, asked for "
                            + TLS + ". Name the endpoints instead.");
            hungUp.await();
        }
    }

    @Test
    void refusesMoreEndpointsThanAClusterHas() throws Exception {
        try (FakeDns dns = new FakeDns()) {
            for (int i = 0; i <= Limits.MEMBERS; i++) {
                dns.with(TLS, 2379, "m" + i + ".example.org.");
            }
            dns.truncating(connection -> {
                byte[] length = connection.read(2);
                byte[] answer = dns.answer(connection.read(ByteBuffer.wrap(length).getShort()));
                connection.send(new byte[]{(byte) (answer.length >> 8), (byte) answer.length}).send(answer);
            }).answering();
            assertThatThrownBy(() -> find(dns, "example.org", "", false))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageStartingWith("DNS names 101 endpoints for example.org, and at most 100");
        }
    }

    /** In a pod, whose resolv.conf says ndots:5, Go's resolver tries the search domains first. */
    @Test
    void completesANameByTheSearchDomains() throws IOException {
        String full = "_etcd-client._tcp.etcd.apps.svc.cluster.local";
        try (FakeDns dns = new FakeDns().with(full, 2379, "etcd-0.etcd.apps.svc.cluster.local.").answering()) {
            List<String> search = List.of("other.svc.cluster.local.", "svc.cluster.local.");
            assertThat(find(setup(List.of(dns), search, 5), PATIENCE, "etcd.apps", "", true))
                    .extracting(Endpoint::url)
                    .containsExactly("http://etcd-0.etcd.apps.svc.cluster.local:2379");
            assertThat(dns.asked()).containsExactly("_etcd-client-ssl._tcp.etcd.apps.other.svc.cluster.local",
                    "_etcd-client-ssl._tcp.etcd.apps.svc.cluster.local", "_etcd-client-ssl._tcp.etcd.apps",
                    "_etcd-client._tcp.etcd.apps.other.svc.cluster.local", full);
        }
    }

    @Test
    void looksUpANameWithEnoughDotsAsItIsFirst() throws IOException {
        try (FakeDns dns = new FakeDns().with(TLS, 2379, "m1.example.org.").answering()) {
            find(setup(List.of(dns), List.of("corp.example."), 3), PATIENCE, "example.org", "", false);
            find(setup(List.of(dns), List.of("corp.example."), 9), PATIENCE, "example.org.", "", false);
            assertThat(dns.asked()).containsExactly(TLS, TLS);
        }
    }

    @Test
    void aSearchDomainThatFailsOrHasNothingIsPassedOver() throws IOException {
        try (FakeDns dns = new FakeDns().failing(TLS + ".broken.example")
                .withNothing(TLS + ".wildcard.example")
                .with(TLS, 2379, "m1.example.org.")
                .answering()) {
            List<String> search = List.of("broken.example.", "wildcard.example.");
            assertThat(find(setup(List.of(dns), search, 5), PATIENCE, "example.org", "", false)).hasSize(1);
        }
    }

    @Test
    void theNextServerIsAskedWhereOneFailsOrIsSilent() throws IOException {
        try (FakeDns silent = new FakeDns();
                FakeDns failing = new FakeDns().failing(TLS).failing(PLAIN).answering();
                FakeDns dns = new FakeDns().with(TLS, 2379, "m1.example.org.")
                        .with(PLAIN, 2379, "m2.example.org.")
                        .answering()) {
            assertThat(find(setup(List.of(silent, failing, dns), List.of(), 1), PATIENCE, "example.org", "", true))
                    .hasSize(2);
            assertThat(failing.asked()).as("the server that answered is asked first from then on").hasSize(1);
        }
    }

    @Test
    void seesAChangeOfDnsAtOnce() throws IOException {
        try (FakeDns dns = new FakeDns().with(TLS, 2379, "m1.example.org.").answering()) {
            assertThat(find(dns, "example.org", "", false)).hasSize(1);
            dns.with(TLS, 2379, "m2.example.org.");
            assertThat(find(dns, "example.org", "", false)).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "a b.example.org."})
    void refusesATargetThatIsNoHost(String target) throws IOException {
        try (FakeDns dns = new FakeDns().with(TLS, 2379, target).answering()) {
            assertThatThrownBy(() -> find(dns, "example.org", "", false))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageStartingWith("DNS answers with an SRV record that cannot be read: 10 20 2379 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a..b", "\u0434\u043e\u043c", "\\999"})
    void refusesWhatIsNoDomain(String domain) throws IOException {
        try (FakeDns dns = new FakeDns().answering()) {
            assertThatThrownBy(() -> find(dns, domain, "", false))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageStartingWith("DNS fails at _etcd-client-ssl._tcp.")
                    .hasMessageContaining(": this is not a domain name.");
            assertThat(dns.asked()).isEmpty();
        }
    }

    @Test
    void saysThatAnAnswerCannotBeRead() throws IOException {
        try (FakeDns dns = new FakeDns().with(TLS, 2379, "m1.example.org.").cutting(5).answering()) {
            assertThatThrownBy(() -> find(dns, "example.org", "", false))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageStartingWith("DNS fails at " + TLS + ": the name server answers with a message that");
        }
    }

    @Test
    void endsWhenItIsInterrupted() throws IOException {
        try (FakeDns silent = new FakeDns()) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> find(silent, "example.org", "", false))
                    .isInstanceOf(CancellationException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
