package org.etcdrecovery.core.cluster.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.SoftAssertions;
import org.etcdrecovery.core.cluster.Recovery;
import org.etcdrecovery.core.cluster.connect.Failure.Cause;
import org.etcdrecovery.core.cluster.connect.TestAuthority.Issued;
import org.etcdrecovery.core.cluster.connect.TestAuthority.KeyForm;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment.Verdict;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Judges;
import org.etcdrecovery.core.testing.Member;
import org.etcdrecovery.core.testing.RealCluster;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Unix sockets of real servers, compared with what etcdctl does with the same endpoints. */
class UnixSocketTest {
    private final Path directory;
    private final TestAuthority authority;

    UnixSocketTest(@TempDir Path directory) throws Exception {
        this.directory = directory;
        this.authority = new TestAuthority(directory, "authority");
    }

    /** etcd 3.4 accepts no path there, so its sockets would be in the working directory of the tests. */
    @ParameterizedTest
    @EnumSource(names = "V3_4", mode = Mode.EXCLUDE)
    void areReachedAsEtcdctlDoes(EtcdVersion version) throws Exception {
        Issued files = authority.issue("server", KeyForm.PKCS8_EC, "secure.sock", "etcd.example");
        Member plain = Member.onFreePorts(directory, 1).getFirst();
        String open = "unix://" + directory.resolve("open.sock");
        String secure = "unixs://" + directory.resolve("secure.sock");
        Member member = plain.withFlags("--listen-client-urls=" + plain.clientUrl() + "," + open + "," + secure,
                "--cert-file=" + files.certificate(), "--key-file=" + files.key());
        try (RealCluster cluster = RealCluster.start(version, List.of(member))) {
            assertThat(cluster.members()).hasSize(1);
            for (String text : List.of(open, open.replace("unix://", "unix:"))) {
                Judges.etcdctl(version).with("--endpoints=" + text).run("endpoint", "health").ok();
                Endpoint endpoint = Endpoint.parse(text, false);
                assertThat(Recovery.await(Verdict.HEALTHY, ConnectionSettings.of(List.of(endpoint))).verdict())
                        .isEqualTo(Verdict.HEALTHY);
                assertThat(Recovery.save(endpoint, directory.resolve("saved.db")).endpoint()).isEqualTo(endpoint);
            }
            Judges.etcdctl(version)
                    .with("--endpoints=" + secure, "--cacert=" + authority.certificate())
                    .run("endpoint", "health")
                    .ok();
            Endpoint encrypted = Endpoint.parse(secure, false);
            SoftAssertions all = new SoftAssertions();
            all.assertThat(cause(encrypted, null)).as("by the last part of the path").isNull();
            all.assertThat(cause(encrypted, "etcd.example")).as("by a name").isNull();
            all.assertThat(cause(encrypted, "other.example")).isEqualTo(Cause.NAME_NOT_COVERED);
            all.assertAll();
        }
    }

    @Test
    void saysThatThereIsNoSocket() throws Exception {
        Path none = directory.resolve("none.sock");
        Endpoint endpoint = Endpoint.parse("unix://" + none, false);
        try (MemberClient client = new Contacts(settings(endpoint, null)).open(endpoint)) {
            assertThatThrownBy(client::status).hasMessageStartingWith("There is no socket " + none + ".");
        }
        QuorumAssessment assessment = Recovery.assess(ConnectionSettings.of(List.of(endpoint)));
        assertThat(assessment.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(assessment.contacts()).extracting(Contact::endpoint).containsExactly(endpoint);
    }

    @Test
    void saysThatAPathIsTooLong() throws Exception {
        Endpoint endpoint = Endpoint.parse("unix:///" + "x".repeat(200), false);
        try (MemberClient client = new Contacts(settings(endpoint, null)).open(endpoint)) {
            assertThatThrownBy(client::status).isInstanceOf(CallFailedException.class)
                    .hasMessageStartingWith("The path of this socket is too long: /xxx");
        }
    }

    private ConnectionSettings settings(Endpoint endpoint, @Nullable String serverName) {
        return ConnectionSettings.of(List.of(endpoint))
                .withTls(TlsSettingsBuilder.builder()
                        .ca(authority.certificate())
                        .serverName(Optional.ofNullable(serverName))
                        .build())
                .withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(20));
    }

    private @Nullable Cause cause(Endpoint endpoint, @Nullable String serverName) throws Exception {
        try (MemberClient client = new Contacts(settings(endpoint, serverName)).open(endpoint)) {
            client.status();
            return null;
        } catch (CallFailedException e) {
            return e.failure().cause();
        }
    }
}
