package org.etcdrecovery.core.deliver;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        String stopped = "";
        for (HostStatus status : statuses.read()) {
            DeliveryTarget target = status.target();
            String name = target.member().name();
            if (status.failure().isPresent()) {
                outcomes.add(HostOutcome.failed(target, status.failure().get()));
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
                        listening.details());
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
