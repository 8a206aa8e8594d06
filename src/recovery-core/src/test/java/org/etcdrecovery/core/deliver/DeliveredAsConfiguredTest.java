package org.etcdrecovery.core.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.Login;
import org.etcdrecovery.core.cluster.connect.TestAuthority;
import org.etcdrecovery.core.cluster.connect.TlsSettings;
import org.etcdrecovery.core.cluster.probe.Prober;
import org.etcdrecovery.core.cluster.prove.Proof;
import org.etcdrecovery.core.cluster.prove.ProofRequest;
import org.etcdrecovery.core.cluster.prove.Prover;
import org.etcdrecovery.core.files.Scratch;
import org.etcdrecovery.core.keyspace.MinorVersion;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.plan.PlanResult;
import org.etcdrecovery.core.plan.Planner;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.plan.RestoreRequest;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.Inspector;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Judges;
import org.etcdrecovery.core.testing.LongRun;
import org.etcdrecovery.core.testing.RealCluster;
import org.etcdrecovery.core.testing.ThreeHosts;
import org.etcdrecovery.core.testing.ThreeHosts.Host;
import org.etcdrecovery.core.testing.Tool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deliveries to services that are configured in the ways that operators have, with real servers on three hosts. */
class DeliveredAsConfiguredTest {
    /** As much of a kubelet as a delivery uses: runs etcd as etcd.yaml says, while it is there; ends with its own file. */
    private static final String KUBELET = """
            sum=none
            while [ -e /mnt/bin/kubelet ]; do
                now=$(cksum "$1/etcd.yaml" 2>/dev/null)
                if [ "$now" != "$sum" ]; then
                    if [ -n "${pid:-}" ]; then kill "$pid"; wait "$pid"; pid=; fi
                    if [ -n "$now" ]; then
                        ETCD $(sed -n 's/^ *- \\(--.*\\)/\\1/p' "$1/etcd.yaml") >/mnt/kubelet.log 2>&1 &
                        pid=$!
                    fi
                    sum=$now
                fi
                sleep 0.1
            done
            if [ -n "${pid:-}" ]; then kill "$pid"; fi
            """;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ActivationRequest QUARANTINE = new ActivationRequest(true, Set.of(), PATIENCE);

    @TempDir
    private Path directory;
    private ThreeHosts hosts;

    @BeforeEach
    void begin() throws IOException {
        hosts = ThreeHosts.shared();
    }

    /** Certificates of clients are demanded, users have to log in, the WAL is elsewhere, and ssh logs in as a user with sudo. */
    @Test
    void withCertificatesUsersASeparateWalAndSudo() throws Exception {
        int port = 32100;
        Path snapshot = withUsers();
        RestorePlan plan = plan("strict", "https", port, snapshot, EtcdVersion.V3_7,
                Optional.of(Path.of("/mnt/strict-wal")));
        TestAuthority authority = new TestAuthority(directory, "ca");
        List<DeliveryTarget> targets = new ArrayList<>();
        for (int i = 0; i < ThreeHosts.COUNT; i++) {
            Host host = hosts.hosts().get(i);
            TestAuthority.Issued issued = authority.issue("m" + (i + 1), TestAuthority.KeyForm.PKCS8_EC,
                    host.address());
            Path tls = Files.createDirectories(host.mnt().resolve("strict-tls"));
            Files.copy(issued.certificate(), tls.resolve("crt"));
            Files.copy(issued.key(), tls.resolve("key"));
            Files.copy(authority.certificate(), tls.resolve("ca"));
            Files.writeString(host.mnt().resolve("etc/systemd/system/etcd-strict.service"),
                    """
                            [Service]
                            ExecStart=%1$s --name=m%2$d --data-dir=/mnt/strict --wal-dir=/mnt/strict-wal \\
                              --listen-peer-urls=https://%3$s:%4$d --initial-advertise-peer-urls=https://%3$s:%4$d \\
                              --listen-client-urls=https://%3$s:%5$d --advertise-client-urls=https://%3$s:%5$d \\
                              --cert-file=/mnt/strict-tls/crt --key-file=/mnt/strict-tls/key --client-cert-auth \\
                              --trusted-ca-file=/mnt/strict-tls/ca --peer-cert-file=/mnt/strict-tls/crt \\
                              --peer-key-file=/mnt/strict-tls/key --peer-trusted-ca-file=/mnt/strict-tls/ca --peer-client-cert-auth
                            """
                            .formatted(Judges.etcd(EtcdVersion.V3_7), i + 1, host.address(), port, port + 1));
            sudo(i);
            targets.add(new DeliveryTarget(plan.members().get(i),
                    Destination.parse("ssh://operator@" + host.name() + "/mnt/strict"),
                    new ServiceForm.Systemd("etcd-strict")));
        }
        TestAuthority.Issued client = authority.issue("client", TestAuthority.KeyForm.PKCS8_EC);
        ConnectionSettings direct = direct(plan).withTls(new TlsSettings(Optional.of(authority.certificate()),
                Optional.of(client.certificate()), Optional.of(client.key()), Optional.empty(), false))
                .withLogin(new Login("root", "secret"));
        try (Delivery delivery = open(plan, targets)) {
            for (HostReport report : delivery.check(true, DeliveryListener.NONE, Progress.NONE)) {
                assertThat(report.findings()).as("%s", report).isEmpty();
            }
            proveInQuarantineAndOpen(plan, delivery, direct);
            assertThat(hosts.on(0, "ls /mnt/strict /mnt/strict/member /mnt/strict-wal | grep -c '^wal$'; true"))
                    .as("the log is only in its own directory")
                    .isEqualTo("0\n");
            assertThat(delivery.undo(Writes.SAVED, false, DeliveryListener.NONE, Progress.NONE))
                    .allMatch(HostOutcome::done);
            assertThat(delivery.clean(false, false, Progress.NONE)).allMatch(HostOutcome::done);
            assertThat(hosts.on(0, "ls -A /mnt | grep strict")).isEqualTo("strict-tls\n");
        } finally {
            for (int i = 0; i < ThreeHosts.COUNT; i++) {
                hosts.on(i, "rm -f /mnt/bin/sudo /mnt/bin/elevate");
            }
        }
    }

    @Test
    void asStaticPods() throws Exception {
        assumeTrue(LongRun.times(0, 1) == 1, "a part of packaging/test --long");
        int port = 32200;
        RestorePlan plan = plan("pod", "http", port, DeliveryFixture.SAMPLE, EtcdVersion.V3_6, Optional.empty());
        List<DeliveryTarget> targets = new ArrayList<>();
        for (int i = 0; i < ThreeHosts.COUNT; i++) {
            Host host = hosts.hosts().get(i);
            Path manifests = Files.createDirectories(host.mnt().resolve("pod-kubernetes/manifests"));
            Files.writeString(manifests.resolve("kube-apiserver.yaml"), "spec: {}\n");
            Files.writeString(manifests.resolve("etcd.yaml"), """
                    spec:
                      containers:
                      - command:
                        - etcd
                        - --name=m%1$d
                        - --data-dir=/mnt/pod
                        - --listen-peer-urls=http://%2$s:%3$d
                        - --initial-advertise-peer-urls=http://%2$s:%3$d
                        - --listen-client-urls=http://%2$s:%4$d,http://127.0.0.1:%4$d
                        - --advertise-client-urls=http://%2$s:%4$d
                        image: registry.k8s.io/etcd:3.6.16-0
                    """.formatted(i + 1, host.address(), port, port + 1));
            Files.writeString(host.mnt().resolve("bin/kubelet"),
                    KUBELET.replace("ETCD", Judges.etcd(EtcdVersion.V3_6).toString()));
            hosts.on(i, "(exec setsid sh /mnt/bin/kubelet /mnt/pod-kubernetes/manifests) >/dev/null 2>&1 </dev/null &");
            targets.add(
                    new DeliveryTarget(plan.members().get(i), Destination.parse("ssh://" + host.name() + "/mnt/pod"),
                            new ServiceForm.StaticPod("/mnt/pod-kubernetes/manifests/etcd.yaml")));
        }
        ConnectionSettings direct = direct(plan);
        try (Delivery delivery = open(plan, targets)) {
            proveInQuarantineAndOpen(plan, delivery, direct);
            assertThat(hosts.on(2, "ls /mnt/pod-kubernetes/*")).as("the API server starts last")
                    .isEqualTo("etcd.yaml\nkube-apiserver.yaml\n");
            assertThat(delivery.undo(Writes.SAVED, false, DeliveryListener.NONE, Progress.NONE))
                    .allMatch(HostOutcome::done);
        } finally {
            for (int i = 0; i < ThreeHosts.COUNT; i++) {
                hosts.on(i, "rm -f /mnt/bin/kubelet");
            }
        }
    }

    /** etcd ignores flags and environment then, so clients can be kept out only by other means. */
    @Test
    void byAConfigurationFile() throws Exception {
        assumeTrue(LongRun.times(0, 1) == 1, "a part of packaging/test --long");
        int port = 32300;
        RestorePlan plan = plan("file", "http", port, DeliveryFixture.SAMPLE, EtcdVersion.V3_5, Optional.empty());
        List<DeliveryTarget> targets = new ArrayList<>();
        for (int i = 0; i < ThreeHosts.COUNT; i++) {
            Host host = hosts.hosts().get(i);
            Files.writeString(host.mnt().resolve("etc/file.conf.yml"), """
                    name: m%1$d
                    data-dir: /mnt/file
                    listen-peer-urls: http://%2$s:%3$d
                    initial-advertise-peer-urls: http://%2$s:%3$d
                    listen-client-urls: http://%2$s:%4$d
                    advertise-client-urls: http://%2$s:%4$d
                    """.formatted(i + 1, host.address(), port, port + 1));
            Files.writeString(host.mnt().resolve("etc/systemd/system/etcd-file.service"), "[Service]\nExecStart="
                    + Judges.etcd(EtcdVersion.V3_5) + " --config-file /etc/file.conf.yml\n");
            targets.add(
                    new DeliveryTarget(plan.members().get(i), Destination.parse("ssh://" + host.name() + "/mnt/file"),
                            new ServiceForm.Systemd("etcd-file")));
        }
        ConnectionSettings direct = direct(plan);
        try (Delivery delivery = open(plan, targets)) {
            assertThat(delivery.check(true, DeliveryListener.NONE, Progress.NONE)).allSatisfy(report -> assertThat(
                    report.findings()).extracting(HostFinding::code).containsExactly("quarantine.impossible"));
            assertThat(delivery.check(false, DeliveryListener.NONE, Progress.NONE)).allSatisfy(report -> assertThat(
                    report.findings()).isEmpty());
            assertThat(delivery.stage(SnapshotOpener.plain(), DeliveryListener.NONE, Progress.NONE))
                    .allMatch(HostOutcome::done);
            List<HostOutcome> activated = delivery.activate(new ActivationRequest(false, Set.of(), PATIENCE),
                    DeliveryListener.NONE, Progress.NONE);
            assertThat(activated).allSatisfy(outcome -> assertThat(outcome.failure()).as("%s", outcome).isEmpty());
            assertProven(plan, direct);
            assertThat(delivery.undo(Writes.SAVED, false, DeliveryListener.NONE, Progress.NONE))
                    .allMatch(HostOutcome::done);
        }
    }

    private void proveInQuarantineAndOpen(RestorePlan plan, Delivery delivery, ConnectionSettings direct)
            throws IOException {
        assertThat(delivery.stage(SnapshotOpener.plain(), DeliveryListener.NONE, Progress.NONE))
                .allSatisfy(outcome -> assertThat(outcome.failure()).isEmpty());
        assertThat(delivery.activate(QUARANTINE, DeliveryListener.NONE, Progress.NONE)).allSatisfy(outcome -> {
            assertThat(outcome.failure()).as("%s", outcome).isEmpty();
            assertThat(outcome.quarantine()).isPresent();
        });
        assertThat(Prober.probe(direct, _ -> {}, Progress.NONE).answering()).as("a client").isEmpty();
        try (Tunnels tunnels = delivery.tunnels(Progress.NONE)) {
            assertProven(plan, direct.withRoutes(tunnels.routes()));
        }
        if (direct.tls().certificate().isPresent()) {
            whatWaitingDoesNotChangeIsSaidAtOnce(delivery, direct);
        }
        assertThat(delivery.open(direct, DeliveryListener.NONE, Progress.NONE)).allSatisfy(outcome -> {
            assertThat(outcome.failure()).as("%s", outcome).isEmpty();
            assertThat(outcome.quarantine()).isEmpty();
        });
        assertThat(Prober.probe(direct, _ -> {}, Progress.NONE).answering()).as("a client").hasSize(3);
    }

    private static void whatWaitingDoesNotChangeIsSaidAtOnce(Delivery delivery, ConnectionSettings direct)
            throws IOException {
        TlsSettings bare = new TlsSettings(direct.tls().ca(), Optional.empty(), Optional.empty(),
                Optional.empty(), false);
        List<String> phases = Collections.synchronizedList(new ArrayList<>());
        List<HostOutcome> outcomes = delivery.open(direct.withTls(bare), (_, phase) -> phases.add(phase),
                Progress.NONE);
        assertThat(outcomes).extracting(outcome -> outcome.failure().orElseThrow())
                .allSatisfy(failure -> assertThat(failure.code()).startsWith("endpoint.client-certificate-"))
                .allSatisfy(
                        failure -> assertThat(failure.message()).contains("stays in quarantine: m1 cannot be asked: ",
                                "certificate"));
        assertThat(phases).as("nothing is waited for").noneMatch(phase -> phase.startsWith("waiting"));
    }

    private static void assertProven(RestorePlan plan, ConnectionSettings settings) throws IOException {
        Proof proof = Prover.prove(new ProofRequest(plan, settings, true, PATIENCE, SnapshotOpener.plain()), _ -> {},
                Progress.NONE);
        assertThat(proof.proven()).as("%s", proof.checks()).isTrue();
    }

    private Delivery open(RestorePlan plan, List<DeliveryTarget> targets) throws IOException {
        return Delivery.of(plan, targets,
                new SshSettings(Optional.of(hosts.sshConfig()), Optional.empty(), Map.of()),
                Scratch.in(Files.createDirectories(hosts.directory().resolve("scratch"))));
    }

    private static ConnectionSettings direct(RestorePlan plan) throws Exception {
        return ConnectionSettings.of(Endpoint.parseAll(
                plan.members().stream().flatMap(member -> member.clientUrls().stream()).toList(), false));
    }

    private RestorePlan plan(String name, String scheme, int port, Path snapshot, EtcdVersion version,
            Optional<Path> walDir) throws IOException {
        List<MemberRequest> members = new ArrayList<>();
        for (int i = 0; i < ThreeHosts.COUNT; i++) {
            String url = scheme + "://" + hosts.hosts().get(i).address() + ":";
            members.add(
                    new MemberRequest("m" + (i + 1), List.of(url + port), List.of(url + (port + 1)), Optional.empty(),
                            walDir, false));
        }
        PlanResult result = Planner.plan(RestoreRequest.builder(members, "token-" + name)
                .target(MinorVersion.parse(version.minor()))
                .build(), Inspector.inspect(snapshot, Progress.NONE, _ -> {}).facts().orElseThrow());
        assertThat(result).isInstanceOf(PlanResult.Accepted.class);
        return ((PlanResult.Accepted) result).plan();
    }

    /** A snapshot of a cluster in which users have to log in. */
    private Path withUsers() {
        Path snapshot = directory.resolve("users.db");
        try (RealCluster cluster = RealCluster.fresh(EtcdVersion.V3_7, directory, 1)) {
            Tool etcdctl = cluster.etcdctl();
            etcdctl.run("put", "key", "value").ok();
            etcdctl.run("user", "add", "root:secret").ok();
            etcdctl.run("user", "grant-role", "root", "root").ok();
            etcdctl.run("auth", "enable").ok();
            etcdctl.run("--user=root:secret", "snapshot", "save", snapshot).ok();
        }
        return snapshot;
    }

    /** As sudo without a password is: it keeps nothing of the environment. */
    private void sudo(int host) {
        hosts.on(host,
                "cp /usr/bin/setpriv /mnt/bin/elevate && chmod 4755 /mnt/bin/elevate && cat >/mnt/bin/sudo <<'EOF'\n"
                        + "#!/bin/sh\nshift\n"
                        + "exec env -i PATH=/mnt/bin:/usr/sbin:/usr/bin:/sbin:/bin /mnt/bin/elevate --reuid=0 --regid=0 --clear-groups"
                        + " -- \"$@\"\nEOF\nchmod 755 /mnt/bin/sudo");
    }
}
