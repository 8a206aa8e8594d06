package org.etcdrecovery.core.deliver;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.etcdrecovery.core.handover.Placement;
import org.etcdrecovery.core.handover.StartCommands;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.url.EtcdUrl;

/** Puts all staged members in place, then starts them together. */
final class Activation {
    private static final Set<HostState> READY = Set.of(HostState.STAGED, HostState.ACTIVATING, HostState.ACTIVATED,
            HostState.STARTED);

    private static final String OTHER = "other ";
    private static final String NOT_STAGED = "deliver.not-staged";

    private final DeliveryHosts hosts;
    private final ActivationRequest request;
    private final DeliveryListener listener;
    private final Progress progress;

    Activation(DeliveryHosts hosts, ActivationRequest request, DeliveryListener listener, Progress progress) {
        this.hosts = hosts;
        this.request = request;
        this.listener = listener;
        this.progress = progress;
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
        List<String> missing = hosts.plan()
                .members()
                .stream()
                .map(PlannedMember::name)
                .filter(name -> !chosen.contains(name) && !request.without().contains(name))
                .toList();
        if (!missing.isEmpty()) {
            throw DeliveryException.refusal("deliver.missing", "no host is named for " + String.join(", ", missing)
                    + ". Name it with --to, or say with --without " + missing.getFirst()
                    + " that its old etcd will not come back");
        }
        List<PlannedMember> voters = hosts.plan().voters();
        long able = voters.stream()
                .filter(voter -> chosen.contains(voter.name()) && !request.without().contains(voter.name()))
                .count();
        if (able * 2 <= voters.size()) {
            throw DeliveryException.refusal("deliver.no-majority", able + " of " + voters.size()
                    + " voters are no majority, so the cluster would not become ready. Deliver more of them first");
        }
        List<String> unready = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        Set<String> codes = new LinkedHashSet<>();
        for (HostStatus status : statuses) {
            String name = status.target().member().name();
            if (status.failure().isPresent()) {
                unready.add(status.failure().get().message());
                codes.add(status.failure().get().code());
                if (status.failure().get().isSilence()) {
                    silent.add(name);
                }
            } else if (!status.isOf(hosts.planSha256()) || !READY.contains(status.state())) {
                codes.add(NOT_STAGED);
                unready.add(name + " is not staged by this plan: "
                        + status.other()
                                .map(other -> "another plan is " + status.state().word() + " there; " + other)
                                .orElseGet(() -> status.state() == HostState.NOTHING
                                        ? "nothing is staged there"
                                        : "its state is " + status.state().word()));
            }
        }
        if (!unready.isEmpty()) {
            throw DeliveryException.refusal(codes.contains(NOT_STAGED) ? NOT_STAGED : codes.iterator().next(),
                    "nothing was activated: " + String.join("; ", unready)
                            + (silent.isEmpty() ? "" : ". " + Without.remedy(silent)));
        }
    }

    /**
     * Carries it out; all hosts must be ready.
     *
     * @param round what the journals know this activation by
     */
    List<HostOutcome> run(List<HostStatus> statuses, String round) throws IOException {
        List<DeliveryTarget> all = statuses.stream().map(HostStatus::target).toList();
        // All of them before the first is touched: what differs on one host would leave the others stopped.
        List<HostOutcome> compared = hosts.outcomes(targets(statuses, HostState.STAGED::equals), progress,
                (target, _) -> compare(target));
        if (compared.stream().anyMatch(outcome -> !outcome.done())) {
            return compared;
        }
        List<HostOutcome> activated = hosts.outcomes(
                targets(statuses, state -> state.compareTo(HostState.ACTIVATED) < 0),
                progress, (target, _) -> activate(target, round));
        if (activated.stream().anyMatch(outcome -> !outcome.done())) {
            // A cluster that begins without one of its chosen members would have to be explained to it later.
            return activated;
        }
        // Before the first of them begins: its own journal may be lost one day, and then only the others know.
        List<HostOutcome> joined = hosts.outcomes(
                statuses.stream()
                        .filter(status -> status.state() != HostState.STAGED
                                && !request.without().containsAll(status.without()))
                        .map(HostStatus::target)
                        .toList(),
                progress, (target, _) -> HostOutcome.of(target, hosts.of(target).run(call("join", target), () -> {}),
                        List.of()));
        if (joined.stream().anyMatch(outcome -> !outcome.done())) {
            return joined;
        }
        List<HostOutcome> started = hosts.outcomes(all, progress, (target, _) -> start(target));
        return started.stream().anyMatch(outcome -> !outcome.done())
                ? started
                : hosts.outcomes(all, progress, this::watch);
    }

    private static List<DeliveryTarget> targets(List<HostStatus> statuses, Predicate<HostState> wanted) {
        return statuses.stream().filter(status -> wanted.test(status.state())).map(HostStatus::target).toList();
    }

    private HostOutcome compare(DeliveryTarget target) throws IOException {
        listener.phase(target.member().name(), "comparing again");
        return HostOutcome.of(target, hosts.of(target).run(call("recheck", target), () -> {}), List.of());
    }

    private HostOutcome activate(DeliveryTarget target, String round) throws IOException {
        String name = target.member().name();
        listener.phase(name, "putting in place");
        HostAnswer answer = hosts.of(target)
                .run(call("activate", target)
                        .with("new_round", TookPart.variable(round)), SshHost.NO_INPUT, line -> {
                            if (line.key().equals("phase")) {
                                listener.phase(name, "waiting up to " + seconds() + " s for the old etcd to end");
                            }
                        }, () -> {});
        return HostOutcome.of(target, answer, List.of());
    }

    private long seconds() {
        return request.patience().toSeconds();
    }

    private HostOutcome start(DeliveryTarget target) throws IOException {
        if (!(target.service() instanceof ServiceForm.None)) {
            listener.phase(target.member().name(), "starting");
        }
        return HostOutcome.of(target, hosts.of(target).run(call("start", target), () -> {}), List.of());
    }

    /** Waits for the service; without one, the operator starts the member. */
    HostOutcome watch(DeliveryTarget target, Runnable running) throws IOException {
        String name = target.member().name();
        boolean alone = target.service() instanceof ServiceForm.None;
        listener.phase(name, alone
                ? "in place; start etcd there yourself"
                : "waiting up to " + seconds() + " s until etcd listens there");
        HostAnswer answer = hosts.of(target).run(call("watch", target), SshHost.NO_INPUT, line -> {
            if (line.key().equals("phase") && line.value().startsWith(OTHER)) {
                listener.phase(name, otherListener(line.value().substring(OTHER.length())));
            }
        }, running);
        return alone
                ? HostOutcome.of(target, answer, List.of()).startedBy(startCommand(target))
                : HostOutcome.of(target, answer, seen(answer));
    }

    private String startCommand(DeliveryTarget target) {
        Placement place = Placement.asRestored(hosts.plan(), target.member())
                .withDataDir(target.destination().directory());
        return StartCommands.shell(hosts.plan(), target.member(), place).text();
    }

    private static List<String> seen(HostAnswer answer) {
        List<String> details = new ArrayList<>();
        answer.value("unseen")
                .ifPresent(port -> details.add("something listens on port " + port
                        + ", and the host does not tell which process it is"));
        answer.value("other").ifPresent(who -> details.add(otherListener(who)));
        return details;
    }

    /** @param who the port, the process and its command line */
    private static String otherListener(String who) {
        String[] words = who.split(" ", 3);
        return "something else listens on port " + words[0]
                + (words.length < 3 ? "" : ": process " + words[1] + ", " + words[2].strip());
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
}
