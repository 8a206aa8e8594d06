package org.etcdrecovery.core.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Contacts;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.Failure;
import org.etcdrecovery.core.cluster.connect.Failure.Cause;
import org.etcdrecovery.core.cluster.connect.PeerAnswer;
import org.etcdrecovery.core.cluster.connect.TestAuthority;
import org.etcdrecovery.core.cluster.connect.TestAuthority.Issued;
import org.etcdrecovery.core.cluster.connect.TestAuthority.KeyForm;
import org.etcdrecovery.core.cluster.connect.TlsSettings;
import org.etcdrecovery.core.cluster.probe.MemberProbe;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.cluster.probe.Prober;
import org.etcdrecovery.core.cluster.save.SaveRequest;
import org.etcdrecovery.core.cluster.save.SnapshotSaver;
import org.etcdrecovery.core.files.Scratch;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Work;
import org.etcdrecovery.core.snapshot.Inspector;
import org.etcdrecovery.core.snapshot.Verdict;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Judges;
import org.etcdrecovery.core.testing.ThreeHosts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A member with TLS on one host, of a name that only another host resolves, and reached through that one. The names
 * {@code other.example} and {@code stopped.example} lead to the same host and to ports of it where nothing listens.
 */
class SshRoutesTest {
    private static final int PORT = 30500;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path directory;
    private ThreeHosts hosts;
    private TlsSettings tls;

    @BeforeEach
    void start() throws Exception {
        hosts = ThreeHosts.shared();
        String address = hosts.hosts().get(1).address();
        Path names = hosts.hosts().getFirst().mnt().resolve("etc/hosts");
        if (!Files.readString(names).contains("member.example")) {
            Files.writeString(names, "\n" + address + " member.example other.example\n", StandardOpenOption.APPEND);
        }
        TestAuthority authority = new TestAuthority(directory, "ca");
        Issued server = authority.issue("server", KeyForm.PKCS8_EC, "member.example");
        tls = new TlsSettings(Optional.of(authority.certificate()), Optional.empty(), Optional.empty(),
                Optional.empty(), false);
        hosts.on(1, "mkdir -p /mnt/routes; exec 2>/mnt/routes/log; nohup " + Judges.etcd(EtcdVersion.V3_6)
                + " --name=m1 --data-dir=/mnt/routes/" + directory.getFileName()
                + " --listen-client-urls=https://0.0.0.0:" + PORT + " --listen-peer-urls=https://0.0.0.0:" + (PORT + 1)
                + " --advertise-client-urls=https://member.example:" + PORT
                + " --initial-advertise-peer-urls=https://127.0.0.1:" + (PORT + 1)
                + " --initial-cluster=m1=https://127.0.0.1:" + (PORT + 1)
                + " --cert-file=" + server.certificate() + " --key-file=" + server.key()
                + " --peer-cert-file=" + server.certificate() + " --peer-key-file=" + server.key()
                + " >/dev/null </dev/null & echo $! >/mnt/routes/pid");
    }

    @AfterEach
    void stop() {
        hosts.on(1, "kill -9 $(cat /mnt/routes/pid)");
    }

    @Test
    void reachesAMemberThroughAnotherHostAndStillChecksItsName() throws IOException {
        try (SshRoutes routes = open("ssh://etcd-a")) {
            ConnectionSettings settings = settings(routes, "member.example", PORT);
            ProbeReport report = answering(settings);
            assertThat(report.rows()).singleElement().satisfies(row -> assertThat(row.name()).isEqualTo("m1"));

            Path saved = SnapshotSaver.save(new SaveRequest(settings.endpoints().getFirst(), settings,
                    directory.resolve("saved.db"), false, PATIENCE), Progress.NONE).file();
            assertThat(Inspector.inspect(saved, Progress.NONE, _ -> {}).verdict()).isEqualTo(Verdict.RESTORABLE);

            assertThat(failure(settings(routes, "other.example", PORT))).as("a name that it does not cover")
                    .satisfies(failure -> assertThat(failure.cause()).isEqualTo(Cause.NAME_NOT_COVERED))
                    .satisfies(failure -> assertThat(failure.what())
                            .isEqualTo("The server's certificate does not cover other.example. It covers"
                                    + " member.example."));
            assertThat(peer(settings, "member.example", PORT + 1).state()).isEqualTo(PeerAnswer.State.SERVING);
            assertThat(peer(settings, "other.example", PORT + 1).failure()).get()
                    .extracting(Failure::cause)
                    .isEqualTo(Cause.NAME_NOT_COVERED);
        }
    }

    @Test
    void aWayThatEndsInTheMiddleOfASnapshotLeavesNoFile() throws IOException {
        try (SshRoutes routes = open("ssh://etcd-a")) {
            ConnectionSettings settings = settings(routes, "member.example", PORT);
            assertThat(answering(settings).answering()).hasSize(1);
            hosts.on(1, "head -c 1000000 /dev/urandom | base64 -w0 >/mnt/routes/value; for i in $(seq 40); do "
                    + Judges.etcdctl(EtcdVersion.V3_6).program()
                    + " --insecure-skip-tls-verify --endpoints=https://127.0.0.1:"
                    + PORT + " put k$i </mnt/routes/value >/dev/null; done");
            Path file = directory.resolve("cut.db");

            assertThatThrownBy(() -> SnapshotSaver.save(new SaveRequest(settings.endpoints().getFirst(), settings, file,
                    false, PATIENCE), (_, _, _) -> new Receiving())).isInstanceOf(IOException.class)
                    .hasMessageNotContaining("\n");

            assertThat(file).doesNotExist();
            try (Stream<Path> left = Files.list(directory)) {
                assertThat(left).noneMatch(path -> String.valueOf(path.getFileName()).contains("cut.db"));
            }
            assertThat(failure(settings).what()).as("what the next call says").contains("etcd-a");
        }
    }

    /** Kills what this test runs of ssh as soon as something has been received. */
    private final class Receiving implements Work {
        @Override
        public void advance(long amount) {
            if (amount > 0) {
                endConnections();
            }
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    private void endConnections() {
        ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains(directory.toString()))
                        .isPresent())
                .forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void oneHostOfSeveralWithAnUnknownKeyIsNamed() throws IOException {
        Path config = Files.writeString(directory.resolve("config"), "Host etcd-c\n  HostName "
                + hosts.hosts().getLast().address() + "\n" + hosts.commonConfig(directory.resolve("known"))
                + "Host etcd-a\n"
                + "  HostName " + hosts.hosts().getFirst().address() + "\n  UserKnownHostsFile "
                + directory.resolve("known") + "\n");
        try (SshRoutes routes = new SshRoutes(Through.parse(List.of("ssh://etcd-a", "m3=ssh://root@etcd-c")),
                new SshSettings(Optional.of(config), Optional.empty(),
                        Map.of("etcd-a", hosts.hosts().getFirst().key())),
                Scratch.in(directory))) {
            assertThat(routes.unknownKeys()).as("nothing was tried").isEmpty();
            routes.open(Progress.NONE);
            assertThat(routes.unknownKeys()).containsExactly(Map.entry("etcd-c", hosts.hosts().getLast().key()));
        }
    }

    @Test
    void saysWhatIsInTheWay() throws IOException {
        try (SshRoutes routes = open("ssh://etcd-a")) {
            assertThat(failure(settings(routes, "member.example", PORT + 7))).isEqualTo(new Failure(Cause.REFUSED,
                    "From etcd-a, nothing listens on member.example:" + (PORT + 7) + ".",
                    "The host is up, but etcd is not running there or uses another port.",
                    "connect failed: Connection refused"));
            assertThat(failure(settings(routes, "nowhere.invalid", PORT))).satisfies(failure -> assertThat(
                    failure.what()).isEqualTo("From etcd-a, the name nowhere.invalid cannot be resolved."));
            assertThat(peer(settings(routes, "member.example", PORT), "member.example", PORT + 7).state())
                    .as("a port of this host accepts everything, and must not pass for a member that runs")
                    .isEqualTo(PeerAnswer.State.SILENT);
        }
    }

    @Test
    void aHostThatForwardsNothingIsNamed() throws IOException {
        try (SshRoutes routes = open(hosts.restrictedConfig("closed", "restrict"), "ssh://closed")) {
            Failure failure = failure(settings(routes, "member.example", PORT));
            assertThat(failure.cause()).isEqualTo(Cause.UNREACHABLE);
            assertThat(failure.sentence()).isEqualTo("closed forwards no connections to member.example:" + PORT
                    + ". Allow it in the sshd_config of closed, by AllowTcpForwarding and PermitOpen, or go through another"
                    + " host.");
        }
    }

    @Test
    void aHostThatGivesNoShellIsEnough() throws IOException {
        Path config = hosts.restrictedConfig("bastion", "restrict,port-forwarding,command=\"/bin/false\"");
        try (SshRoutes routes = open(config, "ssh://bastion")) {
            assertThat(answering(settings(routes, "member.example", PORT)).answering()).hasSize(1);
        }
    }

    @Test
    void oneHostOfSeveralThatIsDownHidesOnlyItsMember() throws IOException {
        try (SshRoutes routes = open("member.example=ssh://etcd-a", "down.example=ssh://127.0.0.1:1")) {
            routes.open(Progress.NONE);
            assertThat(answering(settings(routes, "member.example", PORT)).answering()).hasSize(1);
            assertThat(failure(settings(routes, "down.example", PORT)).what())
                    .startsWith("No way leads to down.example:" + PORT + ": 127.0.0.1:1: the host cannot be reached: ");
        }
        try (SshRoutes routes = open("ssh://127.0.0.1:1")) {
            assertThatThrownBy(() -> routes.open(Progress.NONE)).isInstanceOfSatisfying(DeliveryException.class,
                    e -> assertThat(e.code()).isEqualTo("ssh.unreachable"));
        }
    }

    @Test
    void anUnknownKeyIsAcceptedOnlyIfItIsTheOneThatWasCompared() throws IOException {
        String key = hosts.hosts().getFirst().key();
        Path config = Files.writeString(directory.resolve("config"), "Host etcd-a\n  HostName "
                + hosts.hosts().getFirst().address() + "\n" + hosts.commonConfig(directory.resolve("known")));
        assertThatThrownBy(() -> connect(config, Map.of())).isInstanceOfSatisfying(DeliveryException.class,
                e -> assertThat(e.unknownHostKey()).contains(key))
                .hasMessageStartingWith("etcd-a: ssh does not know the key of this host")
                .hasMessageEndingWith("accept it with --accept-host-key etcd-a=" + key);
        assertThatThrownBy(() -> connect(config, Map.of("etcd-a", "SHA256:other")))
                .isInstanceOfSatisfying(DeliveryException.class,
                        e -> assertThat(e.code()).isEqualTo("ssh.host-key-other"));
        connect(config, Map.of("etcd-a", key));
        connect(config, Map.of());
    }

    @Test
    void whatIsNotAWayIsRefused() {
        assertThatThrownBy(() -> Through.parse(List.of("etcd-a"))).hasMessage(
                "etcd-a: expected ssh://HOST[:PORT], with USER@HOST for another user");
        assertThatThrownBy(() -> Through.parse(List.of("xssh://etcd-a")))
                .hasMessageContaining("expected MEMBER=ssh://");
        assertThatThrownBy(() -> Through.parse(List.of("ssh://a", "ssh://b"))).hasMessageContaining("already named");
        assertThatThrownBy(() -> Through.parse(List.of("m=ssh://a", "M=ssh://b")))
                .hasMessageContaining("already named");
        assertThatThrownBy(() -> Through.parse(List.of("ssh://u:secret@a")))
                .hasMessageContaining("a password does not");
        assertThat(Through.parse(List.of("[fd00::1]=ssh://root@a:22/var/lib/etcd")).byHost())
                .containsExactly(Map.entry("fd00::1", SshAddress.parse("ssh://root@a:22")));
        assertThat(Through.parse(List.of()).isEmpty()).isTrue();
    }

    private void connect(Path config, Map<String, String> accepted) throws IOException {
        try (SshRoutes routes = new SshRoutes(Through.parse(List.of("ssh://etcd-a")),
                new SshSettings(Optional.of(config), Optional.empty(), accepted), Scratch.in(directory))) {
            routes.open(Progress.NONE);
        }
    }

    private SshRoutes open(String... through) {
        return open(hosts.sshConfig(), through);
    }

    private SshRoutes open(Path config, String... through) {
        return new SshRoutes(Through.parse(List.of(through)),
                new SshSettings(Optional.of(config), Optional.empty(), Map.of()), Scratch.in(directory));
    }

    private ConnectionSettings settings(SshRoutes routes, String host, int port) {
        return ConnectionSettings.of(List.of(new Endpoint(host, port, true))).withTls(tls).withRoutes(routes);
    }

    private static PeerAnswer peer(ConnectionSettings settings, String host, int port) throws IOException {
        return new Contacts(settings).askPeer(new Endpoint(host, port, true));
    }

    /** Asks until the member has started. */
    private static ProbeReport answering(ConnectionSettings settings) throws IOException {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            ProbeReport report = Prober.probe(settings, _ -> {}, Progress.NONE);
            if (!report.answering().isEmpty() || Instant.now().isAfter(end)) {
                return report;
            }
        }
    }

    private static Failure failure(ConnectionSettings settings) throws IOException {
        return Prober.probe(settings, _ -> {}, Progress.NONE)
                .rows()
                .stream()
                .map(MemberProbe::failure)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }
}
