package org.etcdrecovery.core.deliver;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.text.ErrorMessages;
import org.etcdrecovery.core.url.EtcdUrl;

/** Puts all staged members in place, then starts them together. */
final class Activation {
    private static final Set<HostState> READY = Set.of(HostState.STAGED, HostState.ACTIVATING, HostState.ACTIVATED,
            HostState.STARTED);

    private final RestorePlan plan;
    private final ActivationRequest request;
    private final Hosts hosts;
    private final DeliveryListener listener;

    Activation(RestorePlan plan, ActivationRequest request, Hosts hosts, DeliveryListener listener) {
        this.plan = plan;
        this.request = request;
        this.hosts = hosts;
        this.listener = listener;
    }

    /**
     * Refuses what could not become a cluster.
     *
     * @throws DeliveryException if a member is neither chosen nor left out, the chosen ones have no majority, or one is not
     *                           staged
     */
    void require(List<HostStatus> statuses) throws DeliveryException {
        Set<String> chosen = statuses.stream()
                .map(status -> status.target().member().name())
                .collect(Collectors.toCollection(HashSet::new));
        List<String> missing = plan.members()
                .stream()
                .map(PlannedMember::name)
                .filter(name -> !chosen.contains(name) && !request.without().contains(name))
                .toList();
        if (!missing.isEmpty()) {
            throw DeliveryException.refusal("deliver.missing", "no host is named for " + String.join(", ", missing)
                    + ". Name it with --to, or say with --without " + missing.getFirst()
                    + " that its old etcd will not come back");
        }
        long voters = plan.voters().size();
        long able = plan.voters()
                .stream()
                .filter(voter -> chosen.contains(voter.name()) && !request.without().contains(voter.name()))
                .count();
        if (able * 2 <= voters) {
            throw DeliveryException.refusal("deliver.no-majority", able + " of " + voters
                    + " voters are no majority, so the cluster would not become ready. Deliver more of them first");
        }
        List<String> unready = new ArrayList<>();
        for (HostStatus status : statuses) {
            String name = status.target().member().name();
            if (status.failure().isPresent()) {
                unready.add(status.failure().get().message());
            } else if (!status.isOf(hosts.planSha256()) || !READY.contains(status.state())) {
                unready.add(name + " is not staged by this plan, but " + status.state().word());
            }
        }
        if (!unready.isEmpty()) {
            throw DeliveryException.refusal("deliver.not-staged",
                    "nothing was activated: " + String.join("; ", unready));
        }
    }

    /** Carries it out; all hosts must be ready. */
    List<HostOutcome> run(List<HostStatus> statuses, Runnable running) throws IOException {
        List<HostOutcome> activated = hosts.each(statuses.stream()
                .filter(status -> status.state().compareTo(HostState.ACTIVATED) < 0)
                .map(HostStatus::target)
                .toList(), this::activate);
        if (activated.stream().anyMatch(outcome -> !outcome.done())) {
            // A cluster that begins without one of its chosen members would have to be explained to it later.
            return activated;
        }
        running.run();
        List<HostOutcome> started = hosts.each(statuses.stream().map(HostStatus::target).toList(), this::start);
        if (started.stream().anyMatch(outcome -> !outcome.done())) {
            return started;
        }
        return hosts.each(statuses.stream().map(HostStatus::target).toList(), target -> watch(target, running));
    }

    private HostOutcome activate(DeliveryTarget target) throws IOException {
        listener.phase(target.member().name(), "putting in place");
        HostAnswer answer = hosts.of(target).run(call("activate", target), SshHost.NO_INPUT, line -> {
            if (line.key().equals("phase")) {
                listener.phase(target.member().name(), "waiting for the old etcd to end");
            }
        }, () -> {});
        return HostOutcome.of(target, answer, List.of());
    }

    private HostOutcome start(DeliveryTarget target) throws IOException {
        listener.phase(target.member().name(), "starting");
        return HostOutcome.of(target, hosts.of(target).run(call("start", target), () -> {}), List.of());
    }

    /** Waits for the service; without one, the operator starts the member. */
    private HostOutcome watch(DeliveryTarget target, Runnable running) throws IOException {
        if (target.service() instanceof ServiceForm.None) {
            return HostOutcome.of(target, hosts.of(target).run(call("status", target), running), List.of());
        }
        listener.phase(target.member().name(), "waiting until it listens");
        HostAnswer answer = hosts.of(target).run(call("watch", target), running);
        return HostOutcome.of(target, answer, List.of());
    }

    HostScript call(String function, DeliveryTarget target) {
        List<EtcdUrl> clients = EtcdUrl.parsePlanned(target.member().clientUrls());
        return hosts.script(function, target)
                .with("limit", request.patience().toSeconds())
                .with("quarantine", request.quarantine() ? "yes" : "no")
                .with("without", Without.encoded(request.without()))
                .with("client_scheme", clients.stream().anyMatch(EtcdUrl::isEncrypted) ? "https" : "http")
                .with("client_ports", clients.isEmpty()
                        ? "2379"
                        : clients.stream().map(EtcdUrl::port).distinct().collect(Collectors.joining(" ")));
    }

    /** The hosts of a delivery. */
    interface Hosts {
        String planSha256();

        SshHost of(DeliveryTarget target);

        HostScript script(String function, DeliveryTarget target);

        /** Works on hosts at once; a failure becomes the outcome of its host. */
        List<HostOutcome> each(List<DeliveryTarget> targets, EachHost.Task<DeliveryTarget, HostOutcome> task)
                throws IOException;
    }

    /** A failure as the outcome of its host. */
    static HostOutcome outcome(DeliveryTarget target, EachHost.Task<DeliveryTarget, HostOutcome> task)
            throws IOException {
        try {
            return task.run(target);
        } catch (DeliveryException e) {
            return HostOutcome.failed(target, e.code(), ErrorMessages.of(e));
        } catch (CancellationException e) {
            return HostOutcome.failed(target, "program.cancelled", "stopped; what is there is kept");
        }
    }
}
