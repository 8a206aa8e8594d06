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
import org.etcdrecovery.core.cluster.connect.MemberStatus;
import org.etcdrecovery.core.cluster.probe.MemberProbe;
import org.etcdrecovery.core.cluster.probe.Prober;
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
        String stopped = "";
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
                outcomes.add(kept(target, stopped + ", so that restarting it could cost the majority"));
                continue;
            }
            outcomes.addAll(hosts.outcomes(List.of(target), progress, (each, running) -> open(each, running)));
            if (!outcomes.getLast().done()) {
                stopped = name + " has not come back";
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
        String silent = silent(name);
        return silent.isEmpty()
                ? listening
                : new HostOutcome(target, listening.state(), Optional.of(new HostOutcome.Failure("quarantine.silent",
                        "clients are let in to " + name + ", but " + silent)), listening.quarantine(),
                        listening.startCommand(), listening.details());
    }

    private static HostOutcome kept(DeliveryTarget target, String reason) {
        return HostOutcome.failed(target, new HostOutcome.Failure("quarantine.kept",
                target.member().name() + " stays in quarantine: " + reason));
    }

    /**
     * Waits until all members answer and know a leader; says who does not, or nothing.
     *
     * @param name the member for which this is waited
     */
    private String silent(String name) throws IOException {
        Instant end = Instant.now().plus(ActivationRequest.DEFAULT_PATIENCE);
        String told = "";
        while (true) {
            List<HostStatus> now = statuses.read();
            String silent = silent(now);
            if (silent.isEmpty() || Instant.now().isAfter(end)) {
                return silent;
            }
            if (!silent.equals(told)) {
                listener.phase(name, "waiting up to " + ActivationRequest.DEFAULT_PATIENCE.toSeconds()
                        + " s for all members: " + silent);
                told = silent;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private String silent(List<HostStatus> now) throws IOException {
        List<Endpoint> endpoints = now.stream()
                .flatMap(status -> Endpoint.readable(status.target().member().clientUrls()).stream())
                .toList();
        try (Tunnels tunnels = Tunnels.open(now, hosts)) {
            List<MemberProbe> answering = Prober
                    .probe(settings.withEndpoints(endpoints).withRoutes(tunnels.routes()), _ -> {}, progress)
                    .answering();
            for (HostStatus status : now) {
                boolean answers = answering.stream()
                        .anyMatch(probe -> probe.status()
                                .filter(MemberStatus::hasLeader)
                                .filter(known -> known.memberId().equals(status.target().member().id()))
                                .isPresent());
                if (!answers) {
                    return status.target().member().name() + " does not answer, or knows no leader";
                }
            }
            return "";
        }
    }
}
