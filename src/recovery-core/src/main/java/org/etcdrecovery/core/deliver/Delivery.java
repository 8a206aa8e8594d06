package org.etcdrecovery.core.deliver;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.etcdrecovery.core.bytes.Sha256;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.deliver.HostFinding.Weight;
import org.etcdrecovery.core.deliver.SshLog.HostKey;
import org.etcdrecovery.core.files.Disk;
import org.etcdrecovery.core.files.Scratch;
import org.etcdrecovery.core.files.ScratchDirectory;
import org.etcdrecovery.core.plan.PlanJson;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.restore.DiskSpace;
import org.etcdrecovery.core.restore.SharedDatabase;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.etcdrecovery.core.text.HumanSize;
import org.jspecify.annotations.Nullable;

/**
 * A plan on its way to the hosts of its members. Each step works on all given hosts at once, and returns an outcome for each.
 * The connections last until this is closed.
 */
public final class Delivery implements Closeable {
    /** The longest path of a socket that every system accepts, less what ssh appends to it while it binds. */
    private static final int LONGEST_SOCKET = 80;
    /** What must stay free in scratch for everything else there. */
    private static final long RESERVE = 256L << 20;

    private final RestorePlan plan;
    private final Scratch scratch;
    private final ScratchDirectory directory;
    private final DeliveryHosts hosts;
    private @Nullable SharedDatabase database;

    private Delivery(RestorePlan plan, Scratch scratch, ScratchDirectory directory, DeliveryHosts hosts) {
        this.plan = plan;
        this.scratch = scratch;
        this.directory = directory;
        this.hosts = hosts;
    }

    /**
     * Prepares a delivery; nothing is connected yet.
     *
     * @param targets the hosts to work on; not necessarily all members
     * @throws IOException if there is no place for the sockets of ssh
     */
    public static Delivery of(RestorePlan plan, List<DeliveryTarget> targets, SshSettings ssh, Scratch scratch)
            throws IOException {
        ScratchDirectory directory = scratch.create();
        Path socket = directory.path().resolve("s0");
        if (socket.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_SOCKET) {
            directory.close();
            throw new DeliveryException("ssh.long-path", "the path of the scratch directory is too long for the sockets"
                    + " of ssh: " + socket + ". Name one with a shorter path with --scratch DIR");
        }
        return new Delivery(plan, scratch, directory, new DeliveryHosts(plan, targets, ssh, directory.path()));
    }

    /** What the journals on the hosts know the plan by. */
    public static String sha256(RestorePlan plan) {
        byte[] text = PlanJson.write(plan).getBytes(StandardCharsets.UTF_8);
        return Sha256.hex(text, text.length);
    }

    /** The chosen members and their hosts, in the order of the plan. */
    public List<DeliveryTarget> targets() {
        return hosts.targets();
    }

    /**
     * Looks at all hosts, and changes nothing.
     *
     * @param quarantine whether clients are to be kept out at first
     */
    public List<HostReport> check(boolean quarantine, DeliveryListener listener, Progress progress)
            throws IOException {
        return reports(checked(quarantine, listener, progress));
    }

    private List<HostReport> reports(List<TookPart.Checked> checked) {
        return Twins.marked(TookPart.marked(checked, plan));
    }

    private List<TookPart.Checked> checked(boolean quarantine, DeliveryListener listener, Progress progress)
            throws IOException {
        return hosts.each(targets(), progress, (target, running) -> {
            listener.phase(target.member().name(), "checking");
            return HostCheck.of(hosts, target, quarantine, running);
        }, (target, failure) -> new TookPart.Checked(
                HostReport.unreached(target, failure, hosts.of(target).key().map(HostKey::fingerprint)),
                Optional.empty()));
    }

    /**
     * Copies the files of each member to its host, beside the target, and has them compared there. The database is written here
     * once for all. What an earlier run has copied is not copied again.
     *
     * @throws IOException if the snapshot cannot be read, or is not the planned one
     */
    public List<HostOutcome> stage(SnapshotOpener opener, DeliveryListener listener, Progress progress)
            throws IOException {
        SharedDatabase shared = database(opener, progress);
        return hosts.outcomes(targets(), progress,
                (target, _) -> new Staging(hosts, target, shared).run(listener, progress));
    }

    private synchronized SharedDatabase database(SnapshotOpener opener, Progress progress) throws IOException {
        SharedDatabase shared = database;
        if (shared == null) {
            requireSpace();
            shared = SharedDatabase.write(plan, opener, directory.path(), progress);
            database = shared;
        }
        return shared;
    }

    private void requireSpace() throws IOException {
        DiskSpace space = room(plan, scratch);
        if (!space.suffices()) {
            throw DeliveryException.refusal("scratch.full", "the file system of " + scratch.base()
                    + " has " + HumanSize.of(space.free()) + " free, but the database takes up to "
                    + HumanSize.of(space.needed())
                    + " there. Name a directory with more space with --scratch DIR");
        }
    }

    /**
     * The space that staging takes in scratch: for the one database, at most the size of the snapshot, and a reserve.
     *
     * @throws IOException if the directory for scratch cannot be examined
     */
    public static DiskSpace room(RestorePlan plan, Scratch scratch) throws IOException {
        Disk disk = Disk.of(scratch.base());
        return new DiskSpace(disk.name(), List.of(scratch.base()),
                plan.members().stream().map(PlannedMember::name).toList(), plan.snapshot().imageSize() + RESERVE,
                disk.free());
    }

    /**
     * Puts all staged members in place and starts them together. Can be repeated after it was broken off.
     *
     * @throws DeliveryException if something prevents it; then nothing was changed on any host
     */
    public List<HostOutcome> activate(ActivationRequest request, DeliveryListener listener, Progress progress)
            throws IOException {
        Activation activation = new Activation(hosts, request, listener, progress);
        List<HostStatus> statuses = status(progress);
        activation.require(statuses);
        List<TookPart.Checked> checked = checked(request.quarantine(), listener, progress);
        List<HostReport> blocked = reports(checked).stream().filter(HostReport::blocksActivation).toList();
        Optional<DeliveryException> again = TookPart.refusal(blocked);
        if (again.isPresent()) {
            throw again.get();
        }
        if (!blocked.isEmpty()) {
            throw DeliveryException.refusal("deliver.blocked", "nothing was activated: " + blocked.stream()
                    .flatMap(report -> report.findings()
                            .stream()
                            .filter(finding -> finding.weight().compareTo(Weight.BLOCKS_ACTIVATION) >= 0)
                            .map(report::named))
                    .collect(Collectors.joining("; ")));
        }
        return activation.run(statuses, TookPart.round(checked).orElseGet(() -> UUID.randomUUID().toString()));
    }

    /** What the journals on the hosts say. */
    public List<HostStatus> status(Progress progress) throws IOException {
        return hosts.each(targets(), progress,
                (target, running) -> HostStatus.of(plan, target,
                        hosts.of(target).run(hosts.script("status", target), running), Instant.now()),
                HostStatus::unknown);
    }

    /**
     * Opens ways to the members through their hosts: into their quarantine, or past a firewall.
     *
     * @throws DeliveryException if a host forwards no connections
     */
    public Tunnels tunnels(Progress progress) throws IOException {
        return Tunnels.open(status(progress), hosts);
    }

    /**
     * Lifts the quarantine of one member after the other, each once all members answer.
     *
     * @param settings how to talk to the members; endpoints and routes are set here
     */
    public List<HostOutcome> open(ConnectionSettings settings, DeliveryListener listener, Progress progress)
            throws IOException {
        ActivationRequest request = new ActivationRequest(true, Set.of(), ActivationRequest.DEFAULT_PATIENCE);
        return new Lifting(settings, hosts, new Activation(hosts, request, listener, progress), listener, progress,
                () -> status(progress)).run();
    }

    /**
     * Asks the members what was written since they were activated.
     *
     * @param settings how to talk to the members, with the routes of {@link #tunnels}
     * @return empty if no member of the planned cluster answers
     */
    public Optional<Written> written(ConnectionSettings settings, Progress progress) throws IOException {
        return Written.ask(plan, settings, progress);
    }

    /** Why members do not answer, one sentence each, if {@link #written} found none or no majority. Asks once more. */
    public List<String> silence(ConnectionSettings settings, Progress progress) throws IOException {
        return Written.silence(settings, progress);
    }

    /**
     * Moves what was activated aside, and brings back what was there before.
     *
     * @param writes   what became of what clients have written; the journals remember it for {@link #clean}
     * @param startOld whether to start the old members then; where there was no data directory, none is started
     */
    public List<HostOutcome> undo(Writes writes, boolean startOld, DeliveryListener listener, Progress progress)
            throws IOException {
        return hosts.outcomes(targets(), progress, (target, _) -> {
            listener.phase(target.member().name(), "taking it away");
            HostScript script = hosts.script("undo", target)
                    .with("writes", writes.word())
                    .with("start_old", startOld ? "yes" : "no")
                    .with("limit", ActivationRequest.DEFAULT_PATIENCE.toSeconds());
            HostAnswer answer = hosts.of(target).run(script, () -> {});
            return HostOutcome.of(target, answer, answer.value("blank").isPresent()
                    ? List.of(
                            "etcd is not started: no data directory was there before, and it would begin an empty member")
                    : List.of());
        });
    }

    /**
     * Removes what is staged and what was moved aside, and with it the way back; on each host all of it or nothing. What is in
     * the place of a data directory is never touched. A host refuses to remove an old directory unless the new member is in
     * its place and {@code replaced} is true; and that of an undone member unless what was there before is back, and what
     * clients wrote was saved, or {@code discard} is true.
     *
     * @param replaced whether the cluster is proven, and a snapshot of it is saved
     * @param discard  whether what clients wrote to undone members may be lost
     */
    public List<HostOutcome> clean(boolean replaced, boolean discard, Progress progress) throws IOException {
        return hosts.outcomes(targets(), progress, (target, _) -> {
            HostScript script = hosts.script("clean", target)
                    .with("replaced", replaced ? "yes" : "no")
                    .with("discard", discard ? "yes" : "no");
            HostAnswer answer = hosts.of(target).run(script, () -> {});
            return HostOutcome.of(target, answer, answer.values("removed")
                    .stream()
                    .map(line -> line.substring(line.indexOf(' ') + 1))
                    .toList());
        });
    }

    /**
     * Removes what other plans have only staged. A host refuses if any of it was put in place, or if another plan than the
     * named one is there meanwhile.
     *
     * @param plans the SHA-256 of the plan that is staged, by member
     */
    public List<HostOutcome> discard(Map<String, String> plans, Progress progress) throws IOException {
        return hosts.outcomes(targets(), progress, (target, _) -> {
            HostScript script = hosts.script("discard", target)
                    .with("plan", plans.getOrDefault(target.member().name(), ""));
            HostAnswer answer = hosts.of(target).run(script, () -> {});
            return HostOutcome.of(target, answer, answer.values("removed"));
        });
    }

    /** A call of the script with all that it may need to activate. */
    HostScript call(ActivationRequest request, String function, DeliveryTarget target) {
        return new Activation(hosts, request, DeliveryListener.NONE, Progress.NONE).call(function, target);
    }

    /** Ends the connections. */
    @Override
    public void close() throws IOException {
        try {
            hosts.close();
        } finally {
            directory.close();
        }
    }
}
