package org.etcdrecovery.core.deliver;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.etcdrecovery.core.bytes.Sha256;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.deliver.HostFinding.Weight;
import org.etcdrecovery.core.files.Scratch;
import org.etcdrecovery.core.files.ScratchDirectory;
import org.etcdrecovery.core.files.SmallFile;
import org.etcdrecovery.core.plan.Owner;
import org.etcdrecovery.core.plan.PlanJson;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;
import org.etcdrecovery.core.restore.SharedDatabase;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.etcdrecovery.core.text.ErrorMessages;
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
    private final String planSha256;
    private final List<DeliveryTarget> targets;
    private final ScratchDirectory directory;
    private final Map<DeliveryTarget, SshHost> hosts = new HashMap<>();
    private final boolean asks;
    private final String by = operator();
    private @Nullable SharedDatabase database;

    private Delivery(RestorePlan plan, List<DeliveryTarget> targets, SshSettings ssh, ScratchDirectory directory) {
        this.plan = plan;
        this.planSha256 = sha256(plan);
        this.targets = List.copyOf(targets);
        this.directory = directory;
        this.asks = ssh.askpass().isPresent();
        for (DeliveryTarget target : targets) {
            hosts.put(target, new SshHost(target.member().name(), target.destination(), ssh, directory.path(),
                    hosts.size()));
        }
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
        return new Delivery(plan, targets, ssh, directory);
    }

    /** What the journals on the hosts know the plan by. */
    public static String sha256(RestorePlan plan) {
        byte[] text = PlanJson.write(plan).getBytes(StandardCharsets.UTF_8);
        return Sha256.hex(text, text.length);
    }

    /** Who works on the hosts, for others who look there. */
    private static String operator() {
        String host;
        try {
            host = SmallFile.text(Path.of("/proc/sys/kernel/hostname"), 1 << 10, "the name of this host").strip();
        } catch (IOException e) {
            host = "";
        }
        return (System.getProperty("user.name", "") + "@" + host).replaceAll("[^A-Za-z0-9_.@-]", "_");
    }

    /** The hosts. */
    public List<DeliveryTarget> targets() {
        return targets;
    }

    /**
     * Looks at all hosts, and changes nothing.
     *
     * @param quarantine whether clients are to be kept out at first
     */
    public List<HostReport> check(boolean quarantine, DeliveryListener listener, Progress progress)
            throws IOException {
        connectOneByOne();
        List<HostReport> reports = EachHost.run(targets, target -> {
            try (Work work = progress.begin(Stage.DELIVER, target.member().name(), -1)) {
                listener.phase(target.member().name(), "checking");
                return HostCheck.of(plan, planSha256, target, quarantine, host(target),
                        function -> script(function, target), () -> work.advance(0));
            }
        });
        return withTwins(reports);
    }

    /** Questions of several connections at once would not tell which they belong to. */
    private void connectOneByOne() {
        if (asks) {
            for (DeliveryTarget target : targets) {
                try {
                    host(target).connect();
                } catch (IOException e) {
                    // The step reports it for this host.
                }
            }
        }
    }

    /** The same key means the same host, whatever its names are. */
    private static List<HostReport> withTwins(List<HostReport> reports) {
        List<HostReport> out = new ArrayList<>();
        for (HostReport report : reports) {
            Optional<HostReport> twin = reports.stream()
                    .filter(other -> !other.target().equals(report.target()) && report.hostKey().isPresent()
                            && other.hostKey().equals(report.hostKey()))
                    .findFirst();
            boolean samePlace = twin.filter(other -> other.target()
                    .destination()
                    .directory()
                    .equals(report.target().destination().directory())).isPresent();
            out.add(twin.map(other -> report.with(new HostFinding("host.twice",
                    samePlace ? Weight.BLOCKS : Weight.CARE, "it is the same host as that of " + other.target()
                            .member()
                            .name()
                            + ": both show the key " + report.hostKey().orElseThrow(),
                    samePlace ? "Give each member its own host." : "If it fails, both members fail.")))
                    .orElse(report));
        }
        return List.copyOf(out);
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
        return each(progress, target -> new Staging(plan, target, host(target), function -> script(function, target),
                shared).run(listener, progress));
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
        long free = Files.getFileStore(directory.path()).getUsableSpace();
        long needed = plan.snapshot().imageSize() + RESERVE;
        if (free < needed) {
            throw DeliveryException.refusal("scratch.full", "the file system of " + directory.path().getParent()
                    + " has " + HumanSize.of(free) + " free, but the database takes up to " + HumanSize.of(needed)
                    + " there. Name a directory with more space with --scratch DIR");
        }
    }

    /**
     * Puts all staged members in place and starts them together. Can be repeated after it was broken off.
     *
     * @throws DeliveryException if something prevents it; then nothing was changed on any host
     */
    public List<HostOutcome> activate(ActivationRequest request, DeliveryListener listener, Progress progress)
            throws IOException {
        Activation activation = new Activation(plan, request, hosts(progress), listener);
        List<HostStatus> statuses = status(progress);
        activation.require(statuses);
        List<HostReport> blocked = check(request.quarantine(), listener, progress).stream()
                .filter(HostReport::blocksActivation)
                .toList();
        if (!blocked.isEmpty()) {
            throw DeliveryException.refusal("deliver.blocked", "nothing was activated: " + blocked.stream()
                    .flatMap(report -> report.findings()
                            .stream()
                            .filter(finding -> finding.weight().compareTo(Weight.BLOCKS_ACTIVATION) >= 0)
                            .map(finding -> report.target().member().name() + ": " + finding.summary()))
                    .collect(Collectors.joining("; ")));
        }
        try (Work work = progress.begin(Stage.DELIVER, plan.token(), -1)) {
            return activation.run(statuses, () -> work.advance(0));
        }
    }

    /** What the journals on the hosts say. */
    public List<HostStatus> status(Progress progress) throws IOException {
        connectOneByOne();
        return EachHost.run(targets, target -> {
            try (Work work = progress.begin(Stage.DELIVER, target.member().name(), -1)) {
                return HostStatus.of(target, host(target).run(script("status", target), () -> work.advance(0)));
            } catch (DeliveryException e) {
                return HostStatus.unknown(target, new HostOutcome.Failure(e.code(), ErrorMessages.of(e)));
            }
        });
    }

    /**
     * Opens ways to the members through their hosts: into their quarantine, or past a firewall.
     *
     * @throws DeliveryException if a host forwards no connections
     */
    public Tunnels tunnels(Progress progress) throws IOException {
        return Tunnels.open(status(progress), hosts(progress));
    }

    /**
     * Lifts the quarantine of one member after the other, each once all members answer.
     *
     * @param settings how to talk to the members; endpoints and routes are set here
     */
    public List<HostOutcome> open(ConnectionSettings settings, DeliveryListener listener, Progress progress)
            throws IOException {
        ActivationRequest request = new ActivationRequest(true, Set.of(), ActivationRequest.DEFAULT_PATIENCE);
        Activation.Hosts some = hosts(progress);
        return new Lifting(settings, some, request, listener, progress, () -> status(progress))
                .run(new Activation(plan, request, some, listener));
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

    /**
     * Moves what was activated aside, and brings back what was there before.
     *
     * @param startOld whether to start the old members then
     */
    public List<HostOutcome> undo(boolean startOld, DeliveryListener listener, Progress progress)
            throws IOException {
        return each(progress, target -> {
            listener.phase(target.member().name(), "taking it away");
            HostScript script = script("undo", target).with("start_old", startOld ? "yes" : "no")
                    .with("limit", ActivationRequest.DEFAULT_PATIENCE.toSeconds());
            return HostOutcome.of(target, host(target).run(script, () -> {}), List.of());
        });
    }

    /** Removes what was moved aside, and with it the way back. */
    public List<HostOutcome> clean(Progress progress) throws IOException {
        return each(progress, target -> {
            HostAnswer answer = host(target).run(script("clean", target), () -> {});
            return HostOutcome.of(target, answer, answer.values("removed")
                    .stream()
                    .map(line -> line.substring(line.indexOf(' ') + 1))
                    .toList());
        });
    }

    /** Works on all hosts at once; a failure becomes the outcome of its host. */
    private List<HostOutcome> each(Progress progress, EachHost.Task<DeliveryTarget, HostOutcome> task)
            throws IOException {
        connectOneByOne();
        return hosts(progress).each(targets, task);
    }

    private Activation.Hosts hosts(Progress progress) {
        return new Activation.Hosts() {
            @Override
            public String planSha256() {
                return planSha256;
            }

            @Override
            public SshHost of(DeliveryTarget target) {
                return host(target);
            }

            @Override
            public HostScript script(String function, DeliveryTarget target) {
                return Delivery.this.script(function, target);
            }

            @Override
            public List<HostOutcome> each(List<DeliveryTarget> some, EachHost.Task<DeliveryTarget, HostOutcome> task)
                    throws IOException {
                return EachHost.run(some, target -> {
                    try (Work work = progress.begin(Stage.DELIVER, target.member().name(), -1)) {
                        work.advance(0);
                        return Activation.outcome(target, task);
                    }
                });
            }
        };
    }

    /** A call of the script with all that it may need to activate. */
    HostScript call(ActivationRequest request, String function, DeliveryTarget target) {
        return new Activation(plan, request, hosts(Progress.NONE), DeliveryListener.NONE).call(function, target);
    }

    private SshHost host(DeliveryTarget target) {
        return Objects.requireNonNull(hosts.get(target));
    }

    /** A call of the script with what every call needs. */
    private HostScript script(String function, DeliveryTarget target) {
        return new HostScript(function).with("by", by)
                .with("plan", planSha256)
                .with("dir", target.destination().directory())
                .with("wal", target.member().walDir().map(Object::toString).orElse(""))
                .with("owner", plan.owner().map(Owner::toString).orElse(""))
                .with("service_kind", target.service().kind())
                .with("service", target.service().name());
    }

    /** Ends the connections. */
    @Override
    public void close() throws IOException {
        try {
            EachHost.run(targets, target -> {
                host(target).close();
                return true;
            });
        } finally {
            directory.close();
        }
    }
}
