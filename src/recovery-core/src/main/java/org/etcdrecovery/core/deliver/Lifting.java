package org.etcdrecovery.core.deliver;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.Failure;
import org.etcdrecovery.core.cluster.connect.MemberStatus;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.cluster.probe.Prober;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.progress.Progress;

/** Lifts the quarantine of one member after the other, so that a majority always runs. */
final class Lifting {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final ConnectionSettings settings;
    private final DeliveryHosts hosts;
    private final Activation activation;
    private final DeliveryListener listener;
    private final Progress progress;
    private final Statuses statuses;

    /** Reads the journals. */
    interface Statuses {
        List<HostStatus> read() throws IOException;
    }

    Lifting(ConnectionSettings settings, DeliveryHosts hosts, Activation activation, DeliveryListener listener,
            Progress progress, Statuses statuses) {
        this.settings = settings;
        this.hosts = hosts;
        this.activation = activation;
        this.listener = listener;
        this.progress = progress;
        this.statuses = statuses;
    }

    List<HostOutcome> run() throws IOException {
        List<HostOutcome> outcomes = new ArrayList<>();
        List<HostStatus> before = statuses.read();
        if (before.stream().anyMatch(status -> isNotInPlace(status).isPresent())) {
            return before.stream()
                    .map(status -> HostOutcome.failed(status.target(), status.failure()
                            .or(() -> isNotInPlace(status))
                            .orElseGet(() -> new HostOutcome.Failure("quarantine.kept",
                                    "nothing was changed, because another member is not in place"))))
                    .toList();
        }
        Silence stopped = Silence.NONE;
        for (HostStatus status : before) {
            DeliveryTarget target = status.target();
            String name = target.member().name();
            if (status.failure().isPresent()) {
                outcomes.add(HostOutcome.failed(target, status.failure().get()));
                continue;
            }
            if (status.quarantine().isEmpty()) {
                outcomes.add(alreadyOpen(status));
                continue;
            }
            if (!stopped.isEmpty()) {
                outcomes.add(kept(target, stopped));
                continue;
            }
            stopped = silent(name);
            if (!stopped.isEmpty()) {
                outcomes.add(kept(target, stopped.lasts()
                        ? stopped
                        : stopped.with(", so that restarting it could cost the majority")));
                continue;
            }
            outcomes.addAll(hosts.outcomes(List.of(target), progress, (each, running) -> open(each, running)));
            if (!outcomes.getLast().done()) {
                stopped = new Silence(name + " has not come back", "");
            }
        }
        return outcomes;
    }

    /** Why there is no quarantine to lift; empty if the member is in place, or its host did not answer. */
    private static Optional<HostOutcome.Failure> isNotInPlace(HostStatus status) {
        String name = status.target().member().name();
        if (status.failure().isPresent()) {
            return Optional.empty();
        }
        return status.other()
                .map(other -> new HostOutcome.Failure("host.other-plan",
                        name + ": another plan is " + status.state().word() + " there: " + other))
                .or(() -> status.state() == HostState.ACTIVATED || status.state() == HostState.STARTED
                        ? Optional.empty()
                        : Optional.of(new HostOutcome.Failure("host.state", name
                                + " is not in place, so it has no quarantine; its state is "
                                + status.state().word())));
    }

    private static HostOutcome alreadyOpen(HostStatus status) {
        String name = status.target().member().name();
        return status.running().isEmpty()
                ? HostOutcome.failed(status.target(), new HostOutcome.Failure("quarantine.silent", name
                        + " lets clients in, but no etcd runs there. Look into its log, then start it again with"
                        + " “deliver activate”"))
                : new HostOutcome(status.target(), Optional.of(status.state()), Optional.empty(), OptionalInt.empty(),
                        Optional.empty(), List.of("lets clients in already; left as it is"));
    }

    /** That something listens there is not enough: the member itself has to answer as a client reaches it. */
    private HostOutcome open(DeliveryTarget target, Runnable running) throws IOException {
        String name = target.member().name();
        listener.phase(name, "letting clients in: restarting etcd");
        hosts.of(target).run(activation.call("open", target), running);
        HostOutcome listening = activation.watch(target, running);
        Silence silence = silent(name);
        return silence.isEmpty()
                ? listening
                : new HostOutcome(target, listening.state(), Optional.of(new HostOutcome.Failure("quarantine.silent",
                        "clients are let in to " + name + ", but " + silence.words())), listening.quarantine(),
                        listening.startCommand(), listening.details());
    }

    private static HostOutcome kept(DeliveryTarget target, Silence reason) {
        return HostOutcome.failed(target, new HostOutcome.Failure(reason.lasts() ? reason.code() : "quarantine.kept",
                target.member().name() + " stays in quarantine: " + reason.words()));
    }

    /**
     * Why it is not known of all members that they answer.
     *
     * @param words which one does not, and why; empty if all do
     * @param code  the code of what is wrong with the connection, which waiting does not change; empty if it may
     */
    private record Silence(String words, String code) {
        static final Silence NONE = new Silence("", "");

        boolean isEmpty() {
            return words.isEmpty();
        }

        boolean lasts() {
            return !code.isEmpty();
        }

        Silence with(String more) {
            return new Silence(words + more, code);
        }
    }

    /**
     * Waits until all members answer and know a leader; says who does not, or nothing. What waiting does not change, such as
     * a certificate that is missing, is not waited for.
     *
     * @param name the member for which this is waited
     */
    private Silence silent(String name) throws IOException {
        Instant end = Instant.now().plus(ActivationRequest.DEFAULT_PATIENCE);
        Silence told = Silence.NONE;
        while (true) {
            Silence silence = silence(statuses.read());
            // Seen once, it may come from a member that is just starting.
            boolean lasts = silence.lasts() && silence.equals(told);
            if (silence.isEmpty() || lasts || Instant.now().isAfter(end)) {
                return silence;
            }
            if (!silence.lasts() && !silence.equals(told)) {
                listener.phase(name, "waiting up to " + ActivationRequest.DEFAULT_PATIENCE.toSeconds()
                        + " s for all members: " + silence.words());
            }
            told = silence;
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private Silence silence(List<HostStatus> now) throws IOException {
        List<Endpoint> endpoints = now.stream()
                .flatMap(status -> Endpoint.readable(status.target().member().clientUrls()).stream())
                .toList();
        try (Tunnels tunnels = Tunnels.open(now, hosts)) {
            ProbeReport report = Prober.probe(settings.withEndpoints(endpoints).withRoutes(tunnels.routes()), _ -> {},
                    progress);
            for (HostStatus status : now) {
                PlannedMember member = status.target().member();
                boolean answers = report.answering()
                        .stream()
                        .anyMatch(probe -> probe.status()
                                .filter(MemberStatus::hasLeader)
                                .filter(known -> known.memberId().equals(member.id()))
                                .isPresent());
                if (!answers) {
                    return report.rows()
                            .stream()
                            .filter(row -> Endpoint.readable(member.clientUrls()).contains(row.endpoint()))
                            .flatMap(row -> row.failure().stream())
                            .filter(Lifting::lasts)
                            .findFirst()
                            .map(failure -> new Silence(member.name() + " cannot be asked: " + failure.sentence(),
                                    failure.code()))
                            .orElseGet(() -> new Silence(member.name() + " does not answer, or knows no leader", ""));
                }
            }
            return Silence.NONE;
        }
    }

    /** A handshake may also fail because the connection ends, as it does at a member that is not there yet. */
    private static boolean lasts(Failure failure) {
        return failure.cause().isOfConnection() && failure.cause() != Failure.Cause.TLS_FAILED;
    }
}
