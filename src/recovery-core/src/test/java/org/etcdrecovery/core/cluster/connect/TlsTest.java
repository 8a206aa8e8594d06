package org.etcdrecovery.core.cluster.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.assertj.core.api.SoftAssertions;
import org.etcdrecovery.core.cluster.connect.Failure.Cause;
import org.etcdrecovery.core.cluster.connect.TestAuthority.Issued;
import org.etcdrecovery.core.cluster.connect.TestAuthority.KeyForm;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Member;
import org.etcdrecovery.core.testing.RealCluster;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** TLS with real servers: what works, and what the failures say. */
class TlsTest {
    private final Path directory;
    private final TestAuthority authority;

    TlsTest(@TempDir Path directory) throws Exception {
        this.directory = directory;
        this.authority = new TestAuthority(directory, "authority");
    }

    @ParameterizedTest
    @EnumSource
    void speaksTlsWithAndWithoutClientCertificate(EtcdVersion version) throws Exception {
        Issued server = authority.issue("server", KeyForm.PKCS8_EC, "127.0.0.1", "etcd.example");
        List<Member> ports = Member.onFreePorts(directory, 2);
        Endpoint endpoint = tls(ports);
        try (RealCluster cluster = start(version, ports, server, "--client-cert-auth",
                "--trusted-ca-file=" + authority.certificate())) {
            assertThat(cluster.version()).isEqualTo(version);
            SoftAssertions all = new SoftAssertions();
            for (KeyForm form : KeyForm.values()) {
                Issued client = authority.issue("root", form);
                all.assertThat(cause(endpoint, trusting(client))).as("%s", form).isNull();
            }
            Issued client = authority.issue("root", KeyForm.PKCS8_EC);
            Issued stranger = new TestAuthority(directory, "elsewhere").issue("stranger", KeyForm.PKCS8_EC);
            Issued expired = authority.issueExpired("expired");
            Path otherCa = new TestAuthority(directory, "other").certificate();

            all.assertThat(cause(endpoint, trusting(null)))
                    .isIn(Cause.CLIENT_CERTIFICATE_REQUIRED, Cause.CLIENT_CERTIFICATE_REFUSED);
            all.assertThat(cause(endpoint, trusting(stranger)))
                    .isIn(Cause.CLIENT_CERTIFICATE_REQUIRED, Cause.CLIENT_CERTIFICATE_REFUSED);
            all.assertThat(cause(endpoint, trusting(expired)))
                    .isIn(Cause.CLIENT_CERTIFICATE_REQUIRED, Cause.CLIENT_CERTIFICATE_REFUSED);
            Failure lost = new Failure(Cause.CONNECTION_LOST, "", "", "");
            all.assertThat(new FailureDiagnoser(endpoint, OptionalInt.empty(), Routes.DIRECT,
                    Tls.of(trusting(expired)), Duration.ofSeconds(20))
                    .diagnose(lost, false)
                    .cause())
                    .as("the connection broke before the refusal was read")
                    .isIn(Cause.CLIENT_CERTIFICATE_REQUIRED, Cause.CLIENT_CERTIFICATE_REFUSED);
            all.assertThat(cause(endpoint, tls(otherCa, client, null, false))).isEqualTo(Cause.UNKNOWN_AUTHORITY);
            all.assertThat(cause(endpoint, tls(null, client, null, false))).isEqualTo(Cause.UNKNOWN_AUTHORITY);
            all.assertThat(cause(endpoint, tls(otherCa, client, null, true))).as("skip verify").isNull();
            all.assertThat(cause(endpoint, tls(authority.certificate(), client, "etcd.example", false)))
                    .as("server name")
                    .isNull();
            all.assertThat(failure(endpoint, tls(authority.certificate(), client, "other.example", false)))
                    .extracting(Failure::cause, Failure::what)
                    .containsExactly(Cause.NAME_NOT_COVERED, "The server's certificate does not cover other.example."
                            + " It covers 127.0.0.1, etcd.example.");
            all.assertThat(routed("etcd.example", endpoint.port(), trusting(client)))
                    .as("through a forwarded port")
                    .isNull();
            all.assertThat(routed("other.example", endpoint.port(), trusting(client)))
                    .as("a forwarded port proves no name")
                    .isNotNull();
            all.assertThat(cause(new Endpoint(endpoint.host(), endpoint.port(), false), TlsSettings.NONE))
                    .isEqualTo(Cause.TLS_EXPECTED);
            all.assertThat(cause(new Endpoint(endpoint.host(), ports.getFirst().clientUrl().getPort(), true),
                    trusting(client))).isEqualTo(Cause.PLAIN_EXPECTED);
            all.assertAll();
        }
    }

    @Test
    void saysSinceWhenACertificateIsExpired() throws Exception {
        Issued server = authority.issueExpired("server", "127.0.0.1");
        List<Member> ports = Member.onFreePorts(directory, 2);
        try (RealCluster cluster = start(EtcdVersion.V3_6, ports, server)) {
            assertThat(cluster.members()).hasSize(1);
            assertThat(failure(tls(ports), trusting(null)))
                    .isNotNull()
                    .satisfies(failure -> assertThat(failure.cause()).isEqualTo(Cause.CERTIFICATE_EXPIRED))
                    .satisfies(failure -> assertThat(failure.what())
                            .startsWith("The server's certificate (CN=server) expired on "))
                    .satisfies(failure -> assertThat(failure.advice()).contains("--insecure-skip-tls-verify"));
        }
    }

    @Test
    void namesWhatIsWrongWithTheFiles() throws Exception {
        Issued one = authority.issue("one", KeyForm.PKCS8_EC);
        Issued two = authority.issue("two", KeyForm.PKCS1_RSA);
        Path none = directory.resolve("none");
        assertThatThrownBy(() -> Tls.of(tls(none, null, null, false))).hasMessage(none + " does not exist.");
        assertThatThrownBy(() -> Tls.of(tls(one.key(), null, null, false)))
                .hasMessage(one.key() + " holds no certificate in PEM form (-----BEGIN CERTIFICATE-----).");
        assertThatThrownBy(() -> Tls.of(tls(null, new Issued(one.certificate(), one.certificate()), null, false)))
                .hasMessage(one.certificate() + " holds no private key in PEM form (-----BEGIN PRIVATE KEY-----).");
        assertThatThrownBy(() -> Tls.of(tls(null, new Issued(one.certificate(), two.key()), null, false)))
                .hasMessage(two.key() + " is not the private key of the client certificate CN=one.");
        Path locked = Files.writeString(directory.resolve("locked.key"),
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n");
        assertThatThrownBy(() -> Tls.of(tls(null, new Issued(one.certificate(), locked), null, false)))
                .hasMessageStartingWith(locked + ": the private key is protected by a password");
        assertThatThrownBy(() -> Tls.of(TlsSettingsBuilder.builder().certificate(one.certificate()).build()))
                .hasMessage("A client certificate is given, but not its private key.");
    }

    private TlsSettings trusting(@Nullable Issued client) {
        return tls(authority.certificate(), client, null, false);
    }

    private static TlsSettings tls(@Nullable Path ca, @Nullable Issued client, @Nullable String serverName,
            boolean skipVerify) {
        return new TlsSettings(Optional.ofNullable(ca), Optional.ofNullable(client).map(Issued::certificate),
                Optional.ofNullable(client).map(Issued::key), Optional.ofNullable(serverName), skipVerify);
    }

    private static Endpoint tls(List<Member> ports) {
        return new Endpoint("127.0.0.1", ports.get(1).clientUrl().getPort(), true);
    }

    /** A member that serves TLS on the client port of the second, and plain text on its own for the test's use. */
    private static RealCluster start(EtcdVersion version, List<Member> ports, Issued server, String... flags) {
        Member member = ports.getFirst()
                .withFlags("--listen-client-urls=" + ports.getFirst().clientUrl() + "," + tls(ports).url(),
                        "--cert-file=" + server.certificate(), "--key-file=" + server.key())
                .withFlags(flags);
        return RealCluster.start(version, List.of(member));
    }

    private static @Nullable Cause cause(Endpoint endpoint, TlsSettings tls) throws Exception {
        Failure failure = failure(endpoint, tls);
        return failure == null ? null : failure.cause();
    }

    /** Asks a host that is reached through a port of this one. */
    private static @Nullable Cause routed(String host, int port, TlsSettings tls) throws Exception {
        Endpoint endpoint = new Endpoint(host, Endpoint.DEFAULT_PORT, true);
        Failure failure = failure(endpoint, tls, Map.of(endpoint, port));
        return failure == null ? null : failure.cause();
    }

    private static @Nullable Failure failure(Endpoint endpoint, TlsSettings tls) throws Exception {
        return failure(endpoint, tls, Map.of());
    }

    private static @Nullable Failure failure(Endpoint endpoint, TlsSettings tls, Map<Endpoint, Integer> routes)
            throws Exception {
        ConnectionSettings settings = ConnectionSettings.of(List.of(endpoint))
                .withTls(tls)
                .withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(20))
                .withRoutes(Routes.of(routes));
        try (MemberClient client = new Contacts(settings).open(endpoint)) {
            client.status();
            return null;
        } catch (CallFailedException e) {
            return e.failure();
        }
    }
}
