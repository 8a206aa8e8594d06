package org.etcdrecovery.core.cluster.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.etcdrecovery.core.cluster.Recovery;
import org.etcdrecovery.core.cluster.connect.Contact.Shown;
import org.etcdrecovery.core.cluster.connect.Failure.Cause;
import org.etcdrecovery.core.cluster.probe.LinearizableRead;
import org.etcdrecovery.core.cluster.probe.LinearizableRead.Outcome;
import org.etcdrecovery.core.cluster.probe.MemberProbe;
import org.etcdrecovery.core.cluster.probe.Prober;
import org.etcdrecovery.core.cluster.quorum.MemberState.State;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment.Verdict;
import org.etcdrecovery.core.cluster.quorum.Step;
import org.etcdrecovery.core.cluster.save.SaveRequest;
import org.etcdrecovery.core.cluster.save.SnapshotSaver;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Gateway;
import org.etcdrecovery.core.testing.MemberProcess;
import org.etcdrecovery.core.testing.RealCluster;
import org.etcdrecovery.core.testing.Tool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Logins at real servers with authentication on. */
@Execution(ExecutionMode.CONCURRENT)
class LoginTest {
    private static final Login ROOT = new Login("root", "secret");

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void saysWhatALoginLacks(EtcdVersion version) throws Exception {
        try (RealCluster cluster = RealCluster.fresh(version, directory, 3)) {
            enableAuth(cluster);
            Endpoint endpoint = Endpoint.parse(cluster.member(0).member().clientUrl().toString(), false);
            ConnectionSettings anonymous = ConnectionSettings.of(List.of(endpoint));

            assertFails(Cause.LOGIN_REQUIRED, () -> save(anonymous, endpoint));
            assertFails(Cause.WRONG_PASSWORD, () -> save(anonymous.withLogin(new Login("root", "wrong")), endpoint));
            assertFails(Cause.WRONG_PASSWORD, () -> save(anonymous.withLogin(new Login("unknown", "x")), endpoint));
            assertFails(Cause.NO_PERMISSION, () -> save(anonymous.withLogin(new Login("reader", "read")), endpoint));
            save(anonymous.withLogin(ROOT), endpoint);
            MemberProbe row = probe(anonymous.withLogin(new Login("reader", "read")));
            assertThat(row.isHealthy()).as("%s", row).isTrue();

            assertThatTheTokenOfOneServesAll(anonymous.withLogin(ROOT));

            cluster.member(1).kill();
            cluster.member(2).kill();
            ConnectionSettings root = anonymous.withLogin(ROOT)
                    .withTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(3));
            MemberProbe alone = probe(root);
            assertThat(alone.answers()).as("the status is for users only since 3.5")
                    .isEqualTo(version == EtcdVersion.V3_4);
            assertThat(alone.read().map(LinearizableRead::outcome)).as("%s", alone).contains(Outcome.NO_QUORUM);
            assertThat(alone.failure().map(Failure::cause)).as("%s", alone).contains(Cause.LOGIN_NEEDS_QUORUM);
            assertFails(Cause.LOGIN_NEEDS_QUORUM, () -> save(root, endpoint));
            assertThatOnlyThePeerUrlTells(cluster, root, version);
        }
    }

    /** A login requested while the leader is lost gets no answer, although a majority is about to elect another. */
    @ParameterizedTest
    @EnumSource(names = {"V3_5", "V3_7"})
    void takesAnElectionForNoLossOfQuorum(EtcdVersion version) throws Exception {
        try (RealCluster cluster = RealCluster.fresh(version, directory, 3)) {
            enableAuth(cluster);
            ConnectionSettings root = Recovery.connection(cluster).withLogin(ROOT);
            leader(cluster, root).pause();

            QuorumAssessment assessment = Recovery.assess(root);

            assertThat(assessment.verdict()).as("%s", assessment).isEqualTo(Verdict.DEGRADED);
        }
    }

    @Test
    void aTokenIsShownInsteadOfALogin() throws Exception {
        try (RealCluster cluster = RealCluster.fresh(EtcdVersion.V3_7, directory, 1)) {
            enableAuth(cluster);
            String token = cluster.gateway()
                    .post("/v3/auth/authenticate", Gateway.request().put("name", "root").put("password", "secret"))
                    .get("token")
                    .asString();
            Endpoint endpoint = Endpoint.parse(cluster.member(0).member().clientUrl().toString(), false);
            ConnectionSettings settings = ConnectionSettings.of(List.of(endpoint)).withLogin(Login.byToken(token));

            save(settings, endpoint);
            assertThat(probe(settings).isHealthy()).isTrue();
            assertFails(Cause.LOGIN_REQUIRED,
                    () -> save(settings.withLogin(Login.byToken(token + "x")), endpoint));
            assertThat(settings.toString()).doesNotContain(token);
        }
    }

    private static MemberProcess leader(RealCluster cluster, ConnectionSettings root) throws Exception {
        String leader = Recovery.await(Verdict.HEALTHY, root)
                .members()
                .stream()
                .filter(member -> member.state() == State.LEADING)
                .map(member -> member.member().name())
                .findFirst()
                .orElseThrow();
        return cluster.members()
                .stream()
                .filter(process -> process.member().name().equals(leader))
                .findFirst()
                .orElseThrow();
    }

    /** A token is issued through the log, so that every member knows it. */
    private static void assertThatTheTokenOfOneServesAll(ConnectionSettings one) throws Exception {
        QuorumAssessment assessment = Recovery.await(Verdict.HEALTHY, one);
        assertThat(assessment.verdict()).as("%s", assessment).isEqualTo(Verdict.HEALTHY);
        assertThat(assessment.contacts()).extracting(Contact::named, Contact::shown)
                .containsExactlyInAnyOrder(tuple(true, Shown.PASSWORD), tuple(false, Shown.TOKEN),
                        tuple(false, Shown.TOKEN));
    }

    private static void assertThatOnlyThePeerUrlTells(RealCluster cluster, ConnectionSettings root,
            EtcdVersion version) throws Exception {
        if (version != EtcdVersion.V3_4) {
            QuorumAssessment assessment = Recovery.assess(root);
            assertThat(assessment.verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(assessment.steps()).extracting(Step::text)
                    .anyMatch(text -> text.startsWith("Ask again with the peer URL of the member behind "));
        }
        Endpoint peer = Endpoint.parse(cluster.member(0).member().peerUrl().toString(), false);
        QuorumAssessment assessment = Recovery.await(Verdict.LOST, root.withEndpoints(List.of(peer)));
        assertThat(assessment.verdict()).as("%s", assessment).isEqualTo(Verdict.LOST);
        assertThat(assessment.steps()).as("a login there would need a majority, too")
                .extracting(Step::text)
                .noneMatch(text -> text.contains("hands out a snapshot where its peers reach it"));
    }

    private static MemberProbe probe(ConnectionSettings settings) throws Exception {
        return Prober.probe(settings, row -> {}, Progress.NONE).rows().getFirst();
    }

    private void save(ConnectionSettings settings, Endpoint endpoint) throws Exception {
        SnapshotSaver.save(new SaveRequest(endpoint, settings, directory.resolve("saved.db"), true,
                SaveRequest.DEFAULT_STALL), Progress.NONE);
    }

    private static AbstractThrowableAssert<?, ?> assertFails(Cause cause, ThrowingCallable call) {
        return assertThatThrownBy(call).isInstanceOfSatisfying(CallFailedException.class,
                e -> assertThat(e.failure().cause()).as("%s", e.failure()).isEqualTo(cause));
    }

    private static void enableAuth(RealCluster cluster) {
        // All at the member that the test continues with: the others apply it a moment later.
        Tool etcdctl = cluster.etcdctl(0);
        etcdctl.run("user", "add", "root:secret").ok();
        etcdctl.run("user", "grant-role", "root", "root").ok();
        etcdctl.run("user", "add", "reader:read").ok();
        etcdctl.run("auth", "enable").ok();
    }
}
