package org.etcdrecovery.core.cluster.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.etcdrecovery.core.cluster.Recovery;
import org.etcdrecovery.core.cluster.connect.Contact.Port;
import org.etcdrecovery.core.cluster.connect.Contact.Shown;
import org.etcdrecovery.core.cluster.connect.Failure.Cause;
import org.etcdrecovery.core.cluster.connect.TestAuthority.KeyForm;
import org.etcdrecovery.core.cluster.probe.MemberProbe;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.cluster.probe.Prober;
import org.etcdrecovery.core.cluster.probe.Prober.Scope;
import org.etcdrecovery.core.cluster.prove.Proof;
import org.etcdrecovery.core.cluster.prove.ProofRequest;
import org.etcdrecovery.core.cluster.prove.Prover;
import org.etcdrecovery.core.cluster.quorum.MemberState.State;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment.Verdict;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessor;
import org.etcdrecovery.core.cluster.quorum.Step;
import org.etcdrecovery.core.cluster.save.SaveRequest;
import org.etcdrecovery.core.cluster.save.SnapshotSaver;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Member;
import org.etcdrecovery.core.testing.RealCluster;
import org.etcdrecovery.core.testing.SnapshotContent;
import org.etcdrecovery.core.testing.Snapshots;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which hosts see the password and the token, with members that record what arrives. */
class ContactsTest {
    private static final Login ROOT = new Login("root", "secret");
    private static final String NAMED_HOST = "127.0.0.1";
    private static final String OTHER_HOST = "localhost";

    private final Path directory;
    private final TestAuthority authority;

    ContactsTest(@TempDir Path directory) throws Exception {
        this.directory = directory;
        this.authority = new TestAuthority(directory, "authority");
    }

    /** How the second member appears in the list of the first, which the operator named. */
    enum Way {
        PLAIN_ON_THE_NAMED_HOST(false, NAMED_HOST, false, true), PLAIN_ON_ANOTHER_HOST(false, OTHER_HOST, false,
                false), PLAIN_BESIDE_A_NAMED_ONE_WITH_TLS(true, NAMED_HOST, false, false), TLS(true, OTHER_HOST, true,
                        true), TLS_BESIDE_A_NAMED_ONE_IN_THE_CLEAR(false, OTHER_HOST, true, true);

        private final boolean namedTls;
        private final String host;
        private final boolean tls;
        private final boolean token;

        Way(boolean namedTls, String host, boolean tls, boolean token) {
            this.namedTls = namedTls;
            this.host = host;
            this.tls = tls;
            this.token = token;
        }
    }

    @ParameterizedTest
    @EnumSource
    void showsThePasswordToNamedEndpointsOnly(Way way) throws Exception {
        try (RecordingMember named = member(1, NAMED_HOST, way.namedTls);
                RecordingMember listed = member(2, way.host, way.tls)) {
            RecordingMember.join(named, listed);
            ConnectionSettings settings = settings(named, trusting());
            ProbeReport report = Prober.probe(settings, _ -> {}, Progress.NONE);
            assertThatThrownBy(() -> save(listed, settings)).isInstanceOf(CallFailedException.class);

            assertThat(named.passwords()).isNotEmpty().containsOnly("secret");
            assertThat(listed.passwords()).isEmpty();
            assertThat(listed.calls()).isNotEmpty();
            assertThat(listed.tokens().isEmpty()).isEqualTo(!way.token);
            MemberProbe second = report.ofMember(new MemberId(2)).orElseThrow();
            assertThat(second.answers()).as("%s", second).isEqualTo(way.token);
            assertThat(report.contacts()).contains(
                    new Contact(named.endpoint(), Port.CLIENT, true, Shown.PASSWORD),
                    new Contact(listed.endpoint(), Port.CLIENT, false, way.token ? Shown.TOKEN : Shown.NOTHING));
            if (!way.token) {
                assertThat(second.failure().map(Failure::cause)).contains(Cause.NOT_ENTRUSTED);
                assertThatWithheldLoginIsNoLoss(QuorumAssessor.assess(report, settings), listed);
            }
        }
    }

    /** A withheld login proves nothing about the cluster, and no command reveals what the program does not. */
    private static void assertThatWithheldLoginIsNoLoss(QuorumAssessment assessment, RecordingMember listed) {
        assertThat(assessment.verdict()).isEqualTo(Verdict.DEGRADED);
        assertThat(assessment.headline()).doesNotContain("repair");
        assertThat(assessment.members().get(1).state()).isEqualTo(State.UNSEEN);
        assertThat(assessment.steps()).extracting(Step::text)
                .anyMatch(text -> text.contains("name it as a further endpoint"));
        assertThat(assessment.steps()).extracting(Step::command)
                .filteredOn(command -> command.contains(listed.endpoint().url()))
                .noneMatch(command -> command.contains("--user") || command.contains("PASSWORD"));
    }

    /** If no certificate is checked, any host can be behind an address in the list. */
    @Test
    void showsNothingToHostsThatAreNotVerified() throws Exception {
        try (RecordingMember named = member(1, NAMED_HOST, true);
                RecordingMember listed = member(2, OTHER_HOST, true)) {
            RecordingMember.join(named, listed);
            TestAuthority.Issued client = authority.issue("root", KeyForm.PKCS8_EC);
            TlsSettings unchecked = TlsSettingsBuilder.builder()
                    .ca(authority.certificate())
                    .certificate(client.certificate())
                    .key(client.key())
                    .skipVerify(true)
                    .build();
            Prober.probe(settings(named, unchecked), _ -> {}, Progress.NONE);
            assertThat(named.passwords()).isNotEmpty();
            assertThat(named.certificates()).contains("CN=root");
            assertThat(listed.calls()).isNotEmpty();
            assertThat(listed.passwords()).isEmpty();
            assertThat(listed.tokens()).isEmpty();
            assertThat(listed.certificates()).isEmpty();
        }
    }

    /** An administrator of one member can write any URL into the list, for instance one without TLS. */
    @Test
    void staysWithTlsWhereARealMemberAdvertisesAnAddressWithout() throws Exception {
        TestAuthority.Issued files = authority.issue("server", KeyForm.PKCS8_EC, "127.0.0.1");
        List<Member> ports = Member.onFreePorts(directory, 3);
        Endpoint secure = new Endpoint("127.0.0.1", ports.get(2).clientUrl().getPort(), true);
        try (RecordingMember listener = new RecordingMember(9)) {
            Member first = ports.get(0)
                    .withFlags("--listen-client-urls=" + ports.get(0).clientUrl() + "," + secure.url(),
                            "--cert-file=" + files.certificate(), "--key-file=" + files.key());
            Member second = ports.get(1).withFlags("--advertise-client-urls=" + listener.endpoint().url());
            try (RealCluster cluster = RealCluster.start(EtcdVersion.V3_6, List.of(first, second))) {
                for (List<String> command : List.of(List.of("user", "add", "root:secret"),
                        List.of("user", "grant-role", "root", "root"), List.of("auth", "enable"))) {
                    cluster.etcdctl(0).run(command.toArray()).ok();
                }
                ConnectionSettings settings = ConnectionSettings.of(List.of(secure))
                        .withTls(trusting())
                        .withLogin(ROOT);
                QuorumAssessment assessment = Recovery.assess(settings);

                assertThat(assessment.verdict()).as("%s", assessment).isEqualTo(Verdict.DEGRADED);
                assertThat(assessment.contacts())
                        .contains(new Contact(secure, Port.CLIENT, true, Shown.PASSWORD),
                                new Contact(listener.endpoint(), Port.CLIENT, false, Shown.NOTHING));
                assertThat(listener.calls()).isNotEmpty();
                assertThat(listener.passwords()).isEmpty();
                assertThat(listener.tokens()).isEmpty();
            }
        }
    }

    @Test
    void aProofShowsOthersTheTokenOnly() throws Exception {
        RestorePlan plan = Recovery.plan(Snapshots.of(EtcdVersion.V3_6, SnapshotContent.HISTORY).file(),
                EtcdVersion.V3_6, Member.onFreePorts(directory, 2), "proof", 0);
        try (RecordingMember named = member(plan.members().get(0).id().value(), NAMED_HOST, false);
                RecordingMember listed = member(plan.members().get(1).id().value(), NAMED_HOST, false)) {
            RecordingMember.join(plan.clusterId(), named, listed);
            Proof proof = Prover.prove(
                    new ProofRequest(plan, settings(named, TlsSettings.NONE), true, Duration.ofMillis(1)), _ -> {},
                    Progress.NONE);
            assertThat(proof.proven()).isFalse();
            assertThat(listed.calls()).contains("HashKV");
            assertThat(listed.passwords()).isEmpty();
            assertThat(listed.tokens()).containsOnly(RecordingMember.TOKEN);
        }
    }

    @Test
    void followsNoRedirectOfAPeer() throws Exception {
        try (RecordingMember elsewhere = member(9, NAMED_HOST, false);
                FakePeer peer = FakePeer.redirecting(elsewhere.endpoint().url())) {
            PeerAnswer answer = new Contacts(settings(elsewhere, TlsSettings.NONE)).askPeer(peer.endpoint());
            assertThat(answer.state()).isEqualTo(PeerAnswer.State.LISTENING);
            assertThat(peer.looks()).isPositive();
            assertThat(elsewhere.calls()).isEmpty();
        }
    }

    /** An authority that Java knows certifies any host. */
    @Test
    void aCertificateOfAnyAuthorityIsNotEnough() throws Exception {
        ConnectionSettings settings = ConnectionSettings.of(List.of(new Endpoint("named", 2379, true))).withLogin(ROOT);
        Contacts contacts = new Contacts(settings);
        Endpoint listed = new Endpoint("listed", 2379, true);
        new Contacts.Access(contacts, settings.endpoints().getFirst()).keep(Optional.of("t"));
        assertThat(new Contacts.Access(contacts, listed).token()).isEmpty();
        Contacts byName = new Contacts(
                settings.withTls(TlsSettingsBuilder.builder().serverName("etcd.example").build()));
        new Contacts.Access(byName, settings.endpoints().getFirst()).keep(Optional.of("t"));
        assertThat(new Contacts.Access(byName, listed).token()).contains("t");
    }

    @Test
    void asksOnlyTheNamedEndpointsIfTheScopeSaysSo() throws Exception {
        try (RecordingMember named = member(1, NAMED_HOST, false);
                RecordingMember listed = member(2, NAMED_HOST, false)) {
            RecordingMember.join(named, listed);
            ProbeReport report = Prober.probe(new Contacts(settings(named, TlsSettings.NONE)), Scope.NAMED, _ -> {},
                    Progress.NONE);
            assertThat(report.rows()).extracting(MemberProbe::isHealthy).containsExactly(true);
            assertThat(listed.calls()).isEmpty();
            assertThat(report.contacts())
                    .containsExactly(new Contact(named.endpoint(), Port.CLIENT, true, Shown.PASSWORD));
        }
    }

    /** A repeated login fails like any other call, and the other members are asked all the same. */
    @ParameterizedTest
    @EnumSource
    void aSecondLoginThatFailsIsAnAnswer(SecondLogin second) throws Exception {
        try (RecordingMember one = member(1, NAMED_HOST, false); RecordingMember two = member(2, NAMED_HOST, false)) {
            RecordingMember.join(one, two);
            ConnectionSettings settings = settings(one, TlsSettings.NONE);
            try (MemberClient client = new Contacts(settings).open(one.endpoint())) {
                client.login();
                client.status();
                one.forgetTokens();
                one.answerLogins(second::answer);
                assertThatThrownBy(client::status).isInstanceOfSatisfying(CallFailedException.class,
                        e -> assertThat(e.failure().cause()).as("%s", e.failure()).isEqualTo(second.cause));
            }
            one.answerLogins(new Supplier<>() {
                private int logins;

                @Override
                public Status get() {
                    return logins++ == 0 ? Status.OK : second.answer();
                }
            });
            ConnectionSettings both = settings.withEndpoints(List.of(one.endpoint(), two.endpoint()));
            ProbeReport report = Prober.probe(both, row -> one.forgetTokens(), Progress.NONE);
            assertThat(report.rows()).extracting(row -> row.endpoint())
                    .containsExactly(one.endpoint(), two.endpoint());
            assertThat(report.rows().get(1).isHealthy()).isTrue();
        }
    }

    enum SecondLogin {
        WRONG_PASSWORD(Status.Code.INVALID_ARGUMENT, "etcdserver: authentication failed, invalid user ID or password",
                Cause.WRONG_PASSWORD), NO_LEADER(Status.Code.UNAVAILABLE, "etcdserver: no leader",
                        Cause.LOGIN_NEEDS_QUORUM), NO_TEXT(Status.Code.UNKNOWN, "", Cause.SERVER);

        private final Status.Code code;
        private final String text;
        private final Cause cause;

        SecondLogin(Status.Code code, String text, Cause cause) {
            this.code = code;
            this.text = text;
            this.cause = cause;
        }

        private Status answer() {
            return text.isEmpty() ? code.toStatus() : code.toStatus().withDescription(text);
        }
    }

    private RecordingMember member(long id, String host, boolean tls) throws Exception {
        return new RecordingMember(id, host,
                tls ? authority.issue("m" + id, KeyForm.PKCS8_EC, "127.0.0.1", "localhost") : null,
                authority.certificate());
    }

    private TlsSettings trusting() {
        return TlsSettingsBuilder.builder().ca(authority.certificate()).build();
    }

    private static ConnectionSettings settings(RecordingMember named, @Nullable TlsSettings tls) {
        return ConnectionSettings.of(List.of(named.endpoint()))
                .withTls(tls == null ? TlsSettings.NONE : tls)
                .withLogin(ROOT)
                .withTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(3));
    }

    private void save(RecordingMember from, ConnectionSettings settings) throws Exception {
        SnapshotSaver.save(new SaveRequest(from.endpoint(), settings, directory.resolve("s.db"), true,
                SaveRequest.DEFAULT_STALL), Progress.NONE);
    }
}
