package org.etcdrecovery.console.deliver;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.deliver.ActivationRequest;
import org.etcdrecovery.core.deliver.Delivery;
import org.etcdrecovery.core.deliver.DeliveryListener;
import org.etcdrecovery.core.deliver.DeliveryTarget;
import org.etcdrecovery.core.deliver.HostFinding;
import org.etcdrecovery.core.deliver.HostOutcome;
import org.etcdrecovery.core.deliver.HostOutcome.Failure;
import org.etcdrecovery.core.deliver.HostReport;
import org.etcdrecovery.core.deliver.HostState;
import org.etcdrecovery.core.deliver.HostStatus;
import org.etcdrecovery.core.deliver.HostStatus.Kept;
import org.etcdrecovery.core.deliver.Writes;
import org.etcdrecovery.core.deliver.Written;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;

/** Hosts that remember a state each, as the journals on real ones do. Records what is asked of it. */
public final class FakeDoor implements DeliveryDoor {
    private static final int PORT = 40_000;

    private final Map<String, HostState> states = new HashMap<>();
    private final Map<String, List<HostFinding>> findings = new HashMap<>();
    private final Map<String, String> unknownKeys = new HashMap<>();
    private final Map<String, Failure> failing = new HashMap<>();
    private final Deque<Written> written = new ArrayDeque<>();
    private final Map<String, String> starting = new HashMap<>();
    private final Map<String, String> saying = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final Set<String> running = new HashSet<>();
    private final Set<String> ended = new HashSet<>();
    /** The plans that the journals name, where that is not the one that is asked for. */
    private final Map<String, String> plans = new HashMap<>();
    private Writes writes = Writes.UNKNOWN;
    private Optional<org.etcdrecovery.core.cluster.connect.Failure> refusal = Optional.empty();
    private boolean kept;
    private boolean stopping;
    private List<String> without = List.of();

    /** What was asked, with the members. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /** Makes the check of a host find this. */
    public FakeDoor finding(String member, HostFinding... found) {
        findings.put(member, List.of(found));
        return this;
    }

    /** Makes a host show a key that ssh does not know. */
    public FakeDoor unknownKey(String member, String fingerprint) {
        unknownKeys.put(member, fingerprint);
        return this;
    }

    /** Makes the next step fail on a host. */
    public FakeDoor failing(String member, String message, String... log) {
        failing.put(member, new Failure("host.failed", message, List.of(log)));
        return this;
    }

    /** Leaves it to the operator to start a member. */
    public FakeDoor starting(String member, String command) {
        starting.put(member, command);
        return this;
    }

    /** Makes a host say something of each step. */
    public FakeDoor saying(String member, String line) {
        saying.put(member, line);
        return this;
    }

    /** What the members say, one question after the other, that clients have written; afterwards none answers. */
    public FakeDoor writing(Written... answers) {
        written.addAll(List.of(answers));
        return this;
    }

    /** Makes a member that is there refuse to say what was written. */
    public FakeDoor refusing(org.etcdrecovery.core.cluster.connect.Failure why) {
        refusal = Optional.of(why);
        return this;
    }

    /** Makes the next step be stopped after it has begun. */
    public FakeDoor stopping() {
        stopping = true;
        return this;
    }

    /** Sets the state of a host, as if another console had worked there. */
    public FakeDoor state(String member, HostState state) {
        states.put(member, state);
        return this;
    }

    /** Makes a process use the data directory of a member that no service starts. */
    public FakeDoor running(String member) {
        running.add(member);
        return this;
    }

    /** Makes the process of a started member end. */
    public FakeDoor end(String member) {
        ended.add(member);
        return this;
    }

    /** Makes the journal of a host that of another plan. */
    public FakeDoor plan(String member, String sha256, HostState state) {
        plans.put(member, sha256);
        return state(member, state);
    }

    private String planOf(DeliveryTarget target, Order order) {
        return plans.getOrDefault(target.member().name(), Delivery.sha256(order.plan()));
    }

    private HostState of(DeliveryTarget target) {
        return states.getOrDefault(target.member().name(), HostState.NOTHING);
    }

    private OptionalInt port(DeliveryTarget target) {
        return kept && of(target) == HostState.STARTED ? OptionalInt.of(PORT) : OptionalInt.empty();
    }

    private void note(String what, Order order) {
        asked.add(
                what + order.targets().stream().map(target -> " " + target.member().name()).reduce("", String::concat));
    }

    @Override
    public Seen look(Order order, boolean quarantine, DeliveryListener listener, Progress progress) {
        note("check", order);
        List<HostReport> reports = order.targets().stream().map(target -> {
            String name = target.member().name();
            listener.phase(name, "checking");
            Optional<String> key = Optional.ofNullable(unknownKeys.get(name))
                    .filter(shown -> !shown.equals(order.acceptedKeys().get(name)));
            return key.map(shown -> new HostReport(target, false, key, HostState.NOTHING, -1, -1, List.of(),
                    List.of(new HostFinding("ssh.host-key-unknown", HostFinding.Weight.BLOCKS, "unknown " + shown,
                            ""))))
                    .orElseGet(() -> new HostReport(target, true, Optional.of("SHA256:known"), of(target), 82L << 30,
                            3L << 30, List.of(), findings(target, order)));
        }).toList();
        return new Seen(reports, statuses(order));
    }

    private List<HostFinding> findings(DeliveryTarget target, Order order) {
        String plan = planOf(target, order);
        return of(target) == HostState.NOTHING || plan.equals(Delivery.sha256(order.plan()))
                ? findings.getOrDefault(target.member().name(), List.of())
                : List.of(new HostFinding("host.other-plan", HostFinding.Weight.BLOCKS,
                        "another plan is " + of(target).word() + " there: " + plan, "Undo it with that plan."));
    }

    @Override
    public List<HostStatus> status(Order order, Progress progress) {
        note("status", order);
        return statuses(order);
    }

    private List<HostStatus> statuses(Order order) {
        return order.targets()
                .stream()
                .map(target -> HostStatus.nothing(target)
                        .failure(unknown(target, order))
                        .state(of(target))
                        .planSha256(Optional.of(planOf(target, order)))
                        .place("/var/lib/.etcd-recovery-etcd")
                        .journal(List.of(
                                "2026-11-29T10:00:00Z " + of(target).word() + " plan=" + planOf(target, order) + " ."))
                        .kept(kept(of(target)))
                        .running(runs(target) ? List.of(812L) : List.of())
                        .quarantine(port(target))
                        .without(of(target) == HostState.STARTED ? without : List.of())
                        .build())
                .toList();
    }

    private List<Kept> kept(HostState state) {
        return switch (state) {
            case UNDONE -> List.of(new Kept("/var/lib/.etcd-recovery-etcd/undone-1", 2L << 30, Instant.EPOCH,
                    Optional.of(writes)));
            case STARTED -> List.of(new Kept("/var/lib/.etcd-recovery-etcd/old-1", 2L << 30, Instant.EPOCH,
                    Optional.empty()));
            default -> List.of();
        };
    }

    private boolean runs(DeliveryTarget target) {
        String name = target.member().name();
        return (of(target) == HostState.STARTED && !ended.contains(name)) || running.contains(name);
    }

    private Optional<Failure> unknown(DeliveryTarget target, Order order) {
        String name = target.member().name();
        return Optional.ofNullable(unknownKeys.get(name))
                .filter(key -> !key.equals(order.acceptedKeys().get(name)))
                .map(_ -> new Failure("ssh.host-key-unknown", name + ": ssh does not know the key of this host, "
                        + "accept it with --accept-host-key " + name + "=" + unknownKeys.get(name)));
    }

    private List<HostOutcome> step(Order order, HostState state, String phase, DeliveryListener listener) {
        List<HostOutcome> outcomes = new ArrayList<>();
        for (DeliveryTarget target : order.targets()) {
            String name = target.member().name();
            listener.phase(name, phase);
            Failure failure = unknown(target, order).orElseGet(() -> failing.remove(name));
            if (failure != null) {
                outcomes.add(new HostOutcome(target, Optional.empty(), Optional.of(failure), OptionalInt.empty(),
                        Optional.empty(), List.of()));
            } else {
                states.put(name, state);
                outcomes.add(new HostOutcome(target, Optional.of(state), Optional.empty(), port(target),
                        Optional.ofNullable(starting.get(name)),
                        Optional.ofNullable(saying.get(name)).stream().toList()));
            }
        }
        return outcomes;
    }

    @Override
    public List<HostOutcome> stage(Order order, DeliveryListener listener, Progress progress) {
        note("stage", order);
        order.targets().forEach(target -> plans.put(target.member().name(), Delivery.sha256(order.plan())));
        for (DeliveryTarget target : order.targets()) {
            try (Work work = progress.begin(Stage.DELIVER, target.member().name(), 100)) {
                work.advance(62);
            }
        }
        return step(order, HostState.STAGED, "copying", listener);
    }

    @Override
    public List<HostOutcome> activate(Order order, ActivationRequest request, DeliveryListener listener,
            Progress progress) {
        note("activate" + (request.quarantine() ? " kept" : ""), order);
        kept = request.quarantine();
        without = List.copyOf(request.without());
        if (stopping) {
            stopping = false;
            step(order, HostState.ACTIVATED, "putting in place", listener);
            throw new CancellationException();
        }
        return step(order, HostState.STARTED, "starting", listener);
    }

    @Override
    public List<HostOutcome> open(Order order, ConnectionSettings settings, DeliveryListener listener,
            Progress progress) {
        note("open", order);
        kept = false;
        return step(order, HostState.STARTED, "letting clients in", listener);
    }

    @Override
    public List<HostOutcome> undo(Order order, Writes writes, boolean startOld, DeliveryListener listener,
            Progress progress) {
        note("undo", order);
        this.writes = writes;
        return step(order, HostState.UNDONE, "taking it away", listener);
    }

    @Override
    public List<HostOutcome> clean(Order order, boolean replaced, boolean discard, Progress progress) {
        note("clean" + (replaced ? " replaced" : "") + (discard ? " discard" : ""), order);
        return step(order, HostState.NOTHING, "", DeliveryListener.NONE);
    }

    @Override
    public List<HostOutcome> discard(Order order, Map<String, String> seen, Progress progress) {
        note("discard", order);
        order.targets().forEach(target -> {
            String name = target.member().name();
            if (!seen.getOrDefault(name, "").equals(plans.get(name))) {
                failing(name, "another plan is there meanwhile");
            }
        });
        List<HostOutcome> outcomes = step(order, HostState.NOTHING, "", DeliveryListener.NONE);
        outcomes.stream()
                .filter(HostOutcome::done)
                .forEach(outcome -> plans.remove(outcome.target().member().name()));
        return outcomes;
    }

    @Override
    public List<Path> export(Order order, ActivationRequest request, Path out, Progress progress) {
        note("export", order);
        return List.of(out.resolve("deliver.yaml"));
    }

    @Override
    public Reached<Told> written(Order order, ConnectionSettings settings, Progress progress) throws IOException {
        note("written", order);
        SshDoor.requireKnown(statuses(order));
        return new Reached<>(statuses(order), new Told(Optional.ofNullable(written.poll()), refusal));
    }

    @Override
    public Saved save(Order order, ConnectionSettings settings, Path file, Progress progress) {
        note("save", order);
        return new Saved(file, Writes.UNSAVED);
    }

    @Override
    public <T> Reached<T> reach(Order order, ConnectionSettings settings, Progress progress, Use<T> work)
            throws IOException {
        note("reach", order);
        SshDoor.requireKnown(statuses(order));
        return new Reached<>(statuses(order), work.run(settings));
    }

    /** The states of these members. */
    public List<HostState> states(String... members) {
        Function<String, HostState> state = name -> states.getOrDefault(name, HostState.NOTHING);
        return List.of(members).stream().map(state).toList();
    }
}
