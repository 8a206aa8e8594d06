package org.etcdrecovery.bench.deliver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.etcdrecovery.bench.corpus.Recipe;
import org.etcdrecovery.core.deliver.Delivery;
import org.etcdrecovery.core.deliver.DeliveryListener;
import org.etcdrecovery.core.deliver.DeliveryTarget;
import org.etcdrecovery.core.deliver.Destination;
import org.etcdrecovery.core.deliver.HostOutcome;
import org.etcdrecovery.core.deliver.ServiceForm;
import org.etcdrecovery.core.deliver.SshSettings;
import org.etcdrecovery.core.files.Directories;
import org.etcdrecovery.core.files.Scratch;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.plan.PlanResult;
import org.etcdrecovery.core.plan.Planner;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.plan.RestoreRequest;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.restore.Restorer;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.Inspector;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.etcdrecovery.core.testing.ThreeHosts;
import org.etcdrecovery.core.testing.Tool;

/**
 * Three members on three hosts in namespaces of this machine: staged by a delivery, and restored here, copied by rsync, synced
 * and compared by sha256sum. All of it is on the same file system.
 */
public final class DeliverBenchmark {
    private static final double GOAL = 1.0;

    private DeliverBenchmark() {}

    /**
     * Runs the benchmark.
     *
     * @param arguments the directory of the corpora, and optionally the name of a recipe
     * @throws IOException if something could not be measured
     */
    public static void main(String[] arguments) throws IOException {
        Path corpus = Files.createDirectories(Path.of(arguments[0]));
        Path snapshot = Recipe.of(arguments.length > 1 ? arguments[1] : "kube-2g").make(corpus);
        ThreeHosts hosts = ThreeHosts.shared();
        Path here = Files.createDirectories(hosts.directory().resolve("restored"));
        RestorePlan plan = plan(snapshot, here);
        // By turns, so that both find the same caches.
        List<Duration> byHand = new ArrayList<>();
        List<Duration> delivered = new ArrayList<>();
        for (int run = 0; run < 3; run++) {
            byHand.add(byHand(plan, hosts, run));
            delivered.add(delivered(plan, hosts, run));
        }
        byHand.sort(null);
        delivered.sort(null);
        double ratio = (double) delivered.get(1).toMillis() / byHand.get(1).toMillis();
        System.out.printf("%s: by hand %.1f s, delivered %.1f s, ratio %.2f, goal %.1f %s%n", snapshot.getFileName(),
                byHand.get(1).toMillis() / 1e3, delivered.get(1).toMillis() / 1e3, ratio, GOAL,
                ratio <= GOAL ? "met" : "MISSED");
    }

    private static RestorePlan plan(Path snapshot, Path here) throws IOException {
        Inspection inspection = Inspector.inspect(snapshot, Progress.NONE, _ -> {});
        List<MemberRequest> members = new ArrayList<>();
        for (int i = 1; i <= ThreeHosts.COUNT; i++) {
            members.add(MemberRequest.voter("m" + i, List.of("http://10.0.0." + i + ":2380"),
                    here.resolve("m" + i + ".etcd")));
        }
        return ((PlanResult.Accepted) Planner.plan(RestoreRequest.builder(members, "token").build(),
                inspection.facts().orElseThrow())).plan();
    }

    private static Duration byHand(RestorePlan plan, ThreeHosts hosts, int run) throws IOException {
        long start = System.nanoTime();
        Restorer.restore(plan, Progress.NONE);
        Tool shell = new Tool(Path.of("/bin/sh"), List.of());
        StringBuilder copies = new StringBuilder();
        for (int i = 0; i < ThreeHosts.COUNT; i++) {
            String from = plan.members().get(i).dataDir().orElseThrow().toString();
            String host = hosts.hosts().get(i).name();
            copies.append("(rsync -a --sparse -e 'ssh -F ").append(hosts.sshConfig()).append("' ").append(from);
            copies.append("/ ").append(host).append(":/mnt/rsync").append(run).append("/ && cd ").append(from);
            copies.append(" && sha256sum member/snap/db | ssh -F ").append(hosts.sshConfig()).append(' ').append(host);
            copies.append(" 'cd /mnt/rsync").append(run).append(" && sync && sha256sum -c') & pids=\"$pids $!\"\n");
        }
        // A plain wait succeeds whatever the copies did.
        shell.run("-c", "pids=; " + copies + "for pid in $pids; do wait $pid || exit 1; done").ok();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        for (int i = 0; i < ThreeHosts.COUNT; i++) {
            Directories.deleteTree(plan.members().get(i).dataDir().orElseThrow());
            hosts.on(i, "sha256sum /mnt/rsync" + run + "/member/snap/db >&2 && rm -rf /mnt/rsync" + run);
        }
        return took;
    }

    private static Duration delivered(RestorePlan plan, ThreeHosts hosts, int run) throws IOException {
        List<DeliveryTarget> targets = new ArrayList<>();
        for (int i = 0; i < ThreeHosts.COUNT; i++) {
            targets.add(new DeliveryTarget(plan.members().get(i),
                    Destination.parse("ssh://" + hosts.hosts().get(i).name() + "/mnt/delivered" + run),
                    new ServiceForm.None()));
        }
        SshSettings ssh = new SshSettings(Optional.of(hosts.sshConfig()), Optional.empty(), Map.of());
        long start = System.nanoTime();
        try (Delivery delivery = Delivery.of(plan, targets, ssh, Scratch.in(hosts.directory()))) {
            for (HostOutcome outcome : delivery.stage(SnapshotOpener.plain(), DeliveryListener.NONE, Progress.NONE)) {
                if (!outcome.done()) {
                    throw new IOException("not staged: " + outcome);
                }
            }
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            delivery.clean(false, true, Progress.NONE);
            return took;
        }
    }
}
