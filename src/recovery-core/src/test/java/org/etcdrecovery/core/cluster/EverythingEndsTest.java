package org.etcdrecovery.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.etcdrecovery.core.cluster.connect.CallFailedException;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Contacts;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.Failure;
import org.etcdrecovery.core.cluster.connect.Failure.Cause;
import org.etcdrecovery.core.cluster.connect.Login;
import org.etcdrecovery.core.cluster.connect.MemberClient;
import org.etcdrecovery.core.cluster.connect.PeerAnswer;
import org.etcdrecovery.core.cluster.connect.TlsSettingsBuilder;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.cluster.probe.Prober;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment.Verdict;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessor;
import org.etcdrecovery.core.cluster.save.SaveRequest;
import org.etcdrecovery.core.cluster.save.SnapshotSaver;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.testing.HostileServer;
import org.etcdrecovery.core.testing.Hostility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever is behind a port, every call to it ends, and with a typed failure. All kinds are tried at once, because each
 * waits for its timeouts.
 */
class EverythingEndsTest {
    /** Only a hang takes this long: with the timeouts below, each call ends within seconds. */
    private static final long HANGS_AFTER_SECONDS = 120;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration TIMEOUT = Duration.ofMillis(500);
    /** Every server here accepts, but the endless ones take the processors. */
    private static final Duration DIAL_TIMEOUT = Duration.ofSeconds(5);

    @TempDir
    static Path directory;

    private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();
    private static final List<HostileServer> SERVERS = new ArrayList<>();
    private static final Map<Hostility, Map<String, Future<List<Failure>>>> OUTCOMES = new EnumMap<>(Hostility.class);

    /** A call to an endpoint, which throws its failure or returns the failures that it collected. */
    @FunctionalInterface
    private interface Errand {
        List<Failure> run(Endpoint endpoint, ConnectionSettings settings, String id) throws IOException;
    }

    private static Errand question(ThrowingConsumer question) {
        return (endpoint, settings, _) -> {
            try (MemberClient client = new Contacts(settings).open(endpoint)) {
                question.ask(client);
                return List.of();
            }
        };
    }

    @FunctionalInterface
    private interface ThrowingConsumer {
        void ask(MemberClient client) throws IOException;
    }

    private static Map<String, Errand> errands() {
        Map<String, Errand> errands = new LinkedHashMap<>();
        errands.put("status", question(MemberClient::status));
        errands.put("members", question(MemberClient::members));
        errands.put("login", question(MemberClient::login));
        errands.put("linearizable read", question(MemberClient::linearizableRead));
        errands.put("hash", question(client -> client.hashKv(0)));
        errands.put("count", question(client -> client.countAt(1)));
        errands.put("range", question(client -> client.rangeAt(new byte[]{0}, 1, 10)));
        errands.put("put", question(client -> client.put("key", "value")));
        errands.put("delete", question(client -> client.delete("key")));
        errands.put("peer", (endpoint, settings, _) -> {
            PeerAnswer answer = new Contacts(settings).askPeer(endpoint);
            return answer.failure().stream().toList();
        });
        errands.put("assess", (endpoint, settings, _) -> {
            ProbeReport report = Prober.probe(settings, _ -> {}, Progress.NONE);
            assertThat(QuorumAssessor.assess(report, settings).verdict()).isEqualTo(Verdict.UNKNOWN);
            return report.rows().stream().flatMap(row -> row.failure().stream()).toList();
        });
        errands.put("save", (endpoint, settings, id) -> {
            SnapshotSaver.save(new SaveRequest(endpoint, settings, directory.resolve(id), true, TIMEOUT),
                    Progress.NONE);
            return List.of();
        });
        return errands;
    }

    @BeforeAll
    static void tryEverything() throws IOException {
        for (Hostility kind : Hostility.values()) {
            HostileServer server = kind.start();
            SERVERS.add(server);
            Endpoint endpoint = kind.endpoint(server);
            ConnectionSettings settings = ConnectionSettings.of(List.of(endpoint))
                    .withTls(TlsSettingsBuilder.builder().skipVerify(true).build())
                    .withLogin(new Login("root", "secret"))
                    .withTimeouts(DIAL_TIMEOUT, TIMEOUT);
            Map<String, Future<List<Failure>>> outcomes = new LinkedHashMap<>();
            errands().forEach((name, errand) -> outcomes.put(name, THREADS.submit(
                    () -> outcome(errand, endpoint, settings, kind + " " + name))));
            OUTCOMES.put(kind, outcomes);
        }
    }

    private static List<Failure> outcome(Errand errand, Endpoint endpoint, ConnectionSettings settings, String id)
            throws IOException {
        try {
            return errand.run(endpoint, settings, id);
        } catch (CallFailedException e) {
            return List.of(e.failure());
        }
    }

    @AfterAll
    static void stop() throws IOException {
        THREADS.shutdownNow();
        for (HostileServer server : SERVERS) {
            server.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsWithAnAnswer(Hostility kind) throws InterruptedException {
        Map<String, Future<List<Failure>>> outcomes = OUTCOMES.get(kind);
        for (Map.Entry<String, Future<List<Failure>>> outcome : outcomes.entrySet()) {
            List<Failure> failures = get(outcome.getKey(), outcome.getValue());
            assertThat(failures).as(outcome.getKey()).isNotEmpty().allSatisfy(failure -> {
                assertThat(failure.what()).doesNotContain("null").hasSizeLessThan(3000);
                assertThat(failure.detail()).hasSizeLessThan(3000);
            });
        }
    }

    private static List<Failure> get(String name, Future<List<Failure>> outcome) throws InterruptedException {
        try {
            return outcome.get(HANGS_AFTER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError(name + " ends in an exception that is no answer", e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError(name + " hangs", e);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NO_HEADERS", "NO_MESSAGE", "DRIPPING_MESSAGE"})
    void saysWhoWasAskedForWhatAndForHowLong(Hostility kind) throws InterruptedException {
        Map<String, Future<List<Failure>>> outcomes = OUTCOMES.get(kind);
        assertLate(get("status", outcomes.get("status")), "its status");
        assertLate(get("members", outcomes.get("members")), "the list of members");
        assertLate(get("hash", outcomes.get("hash")), "the hash of its keys");
        assertLate(get("range", outcomes.get("range")), "keys");
        assertLate(get("save", outcomes.get("save")), "a login");
    }

    @ParameterizedTest
    @EnumSource(names = {"SILENCE", "NO_BODY", "DRIPPING_BODY", "DRIPPING_HEADERS"})
    void saysTheSameOfPeers(Hostility kind) throws InterruptedException {
        assertLate(get("peer", OUTCOMES.get(kind).get("peer")), "/version at its peer URL");
    }

    @ParameterizedTest
    @EnumSource(names = {"CLAIM", "BEYOND_THE_WINDOW"})
    void refusesWhatIsTooLarge(Hostility kind) throws IOException {
        assertThatStatusFails(kind, Cause.TOO_LARGE);
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPRESSED", "WRONG_CONTENT_TYPE", "WEB_SERVER"})
    void seesThatItIsNoEtcd(Hostility kind) throws IOException {
        assertThatStatusFails(kind, Cause.NOT_ETCD);
    }

    /** Runs alone and with ample time, so that no timeout comes first. */
    private static void assertThatStatusFails(Hostility kind, Cause cause) throws IOException {
        try (HostileServer server = kind.start();
                MemberClient client = new Contacts(ConnectionSettings.of(List.of()).withTimeouts(PATIENCE, PATIENCE))
                        .open(kind.endpoint(server))) {
            assertThatThrownBy(client::status).isInstanceOfSatisfying(CallFailedException.class,
                    e -> assertThat(e.failure().cause()).as("%s", e.failure()).isEqualTo(cause));
        }
    }

    @Test
    void refusesABodyThatIsTooLarge() throws IOException {
        try (HostileServer server = Hostility.ENDLESS_BODY.start()) {
            PeerAnswer answer = new Contacts(ConnectionSettings.of(List.of()).withTimeouts(PATIENCE, PATIENCE))
                    .askPeer(server.endpoint());
            assertThat(answer.failure().map(Failure::cause)).contains(Cause.TOO_LARGE);
        }
    }

    private static void assertLate(List<Failure> failures, String asked) {
        assertThat(failures).singleElement().satisfies(failure -> {
            assertThat(failure.cause()).as("%s", failure).isEqualTo(Cause.NO_ANSWER);
            assertThat(failure.what()).startsWith("127.0.0.1:").contains("(asked for " + asked + ", waited ");
            assertThat(failure.advice()).isNotEmpty();
        });
    }

    @Test
    void savesThatFailLeaveNothingBehind() throws Exception {
        for (Map<String, Future<List<Failure>>> outcomes : OUTCOMES.values()) {
            get("save", outcomes.get("save"));
        }
        assertThat(directory).isEmptyDirectory();
    }
}
