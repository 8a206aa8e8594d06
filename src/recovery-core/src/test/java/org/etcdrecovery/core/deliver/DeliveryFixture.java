package org.etcdrecovery.core.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.etcdrecovery.core.files.Scratch;
import org.etcdrecovery.core.keyspace.MinorVersion;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.plan.PlanResult;
import org.etcdrecovery.core.plan.Planner;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.plan.RestoreRequest;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.Inspector;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Judges;
import org.etcdrecovery.core.testing.ThreeHosts;
import org.etcdrecovery.core.testing.ThreeHosts.Host;

/** A plan for the three hosts, and their services. Each test has data directories and units of its own. */
final class DeliveryFixture {
    static final Path SAMPLE = Path.of("src/test/samples/kubernetes.db");

    private final ThreeHosts hosts;
    private final String name;
    private final EtcdVersion version;
    private final int port;
    final RestorePlan plan;

    /**
     * @param name what sets the test apart from others on the same hosts
     * @param port the peer port of the test; the next is its client port
     */
    DeliveryFixture(String name, int port, EtcdVersion version) throws IOException {
        this(name, "token-" + name, port, version);
    }

    /** As the other, with a token of its own. */
    DeliveryFixture(String name, String token, int port, EtcdVersion version) throws IOException {
        this.hosts = ThreeHosts.shared();
        this.name = name;
        this.port = port;
        this.version = version;
        List<MemberRequest> members = new ArrayList<>();
        for (int i = 0; i < ThreeHosts.COUNT; i++) {
            Host host = hosts.hosts().get(i);
            members.add(new MemberRequest("m" + (i + 1), List.of("http://" + host.address() + ":" + port),
                    List.of("http://" + host.address() + ":" + (port + 1)),
                    Optional.of(hosts.directory().resolve("never/m" + (i + 1) + ".etcd")), Optional.empty(), false));
        }
        Inspection inspection = Inspector.inspect(SAMPLE, Progress.NONE, _ -> {});
        PlanResult result = Planner.plan(RestoreRequest.builder(members, token)
                .target(MinorVersion.parse(version.minor()))
                .revisionBump(1000)
                .markCompacted(true)
                .build(), inspection.facts().orElseThrow());
        assertThat(result).isInstanceOf(PlanResult.Accepted.class);
        plan = ((PlanResult.Accepted) result).plan();
    }

    String directory() {
        return "/mnt/" + name;
    }

    String unit() {
        return "etcd-" + name.replaceAll("[^a-z]", "") + ".service";
    }

    /** The members on their hosts, started by units. */
    List<DeliveryTarget> targets() {
        return targets(new ServiceForm.Systemd(unit()));
    }

    List<DeliveryTarget> targets(ServiceForm service) {
        List<DeliveryTarget> targets = new ArrayList<>();
        for (int i = 0; i < ThreeHosts.COUNT; i++) {
            targets.add(new DeliveryTarget(plan.members().get(i),
                    Destination.parse("ssh://" + hosts.hosts().get(i).name() + directory()), service));
        }
        return targets;
    }

    /** Puts a unit that fits the plan on every host. */
    void writeUnits() throws IOException {
        for (int i = 0; i < ThreeHosts.COUNT; i++) {
            writeUnit(i, "--name=m" + (i + 1));
        }
    }

    /** Puts a unit on a host, with flags that set what the usual ones do not, and client URLs in its environment file. */
    void writeUnit(int host, String flags) throws IOException {
        String client = "http://" + hosts.hosts().get(host).address() + ":" + (port + 1);
        writeUnit(host, flags, "ETCD_LISTEN_CLIENT_URLS=" + client + "\nETCD_ADVERTISE_CLIENT_URLS=" + client + "\n");
    }

    /** As the other, with another environment file. */
    void writeUnit(int host, String flags, String environment) throws IOException {
        String address = hosts.hosts().get(host).address();
        Path mnt = hosts.hosts().get(host).mnt();
        Files.writeString(mnt.resolve("etc/systemd/system").resolve(unit()), """
                [Service]
                EnvironmentFile=-/etc/default/%s
                ExecStart=%s %s \\
                  --data-dir=%s --listen-peer-urls=http://%s:%d \\
                  --initial-advertise-peer-urls=http://%s:%d --heartbeat-interval=50 --election-timeout=500
                """.formatted(name, Judges.etcd(version), flags, directory(), address, port, address, port));
        Files.writeString(mnt.resolve("etc/default").resolve(name), environment);
    }

    SshSettings ssh() {
        return new SshSettings(Optional.of(hosts.sshConfig()), Optional.empty(), Map.of());
    }

    Scratch scratch() throws IOException {
        return Scratch.in(Files.createDirectories(hosts.directory().resolve("scratch")));
    }

    Delivery open() throws IOException {
        return open(targets());
    }

    Delivery open(List<DeliveryTarget> targets) throws IOException {
        return Delivery.of(plan, targets, ssh(), scratch());
    }

    ThreeHosts hosts() {
        return hosts;
    }
}
