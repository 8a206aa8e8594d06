package org.etcdrecovery.core.deliver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.etcdrecovery.core.deliver.HostFinding.Weight;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.shell.ShellLine;

/**
 * What a journal tells of the part of its member in the cluster of a plan. A member that took part has acknowledged entries and
 * voted. From the plan it begins without all of that: etcd panics, because its leader knows of entries that it lacks, or a
 * majority forgets what it has acknowledged. So once a member has been started, only those begin from the plan that it was
 * started without, and that have not begun since.
 *
 * @param target  the member and its host
 * @param inPlace whether it is in place, with a database, so that it goes on with what it has
 * @param begun   whether it was started from this plan, or left to the operator to start
 * @param without the members without which it was started
 * @param round   the activation it belongs to; a name that journals of earlier versions share, if they have none
 * @param starts  the activations in which it was started from this plan, also before it was undone
 */
record TookPart(DeliveryTarget target, boolean inPlace, boolean begun, Set<String> without, String round,
        Set<String> starts) {
    private static final String CODE = "host.took-part";
    /** Of journals without a round, as the script writes it. */
    private static final String UNNAMED = "-";

    TookPart {
        without = Set.copyOf(without);
        starts = Set.copyOf(starts);
    }

    /** A host, and what its journal tells. */
    record Checked(HostReport report, Optional<TookPart> part) {}

    static TookPart of(DeliveryTarget target, HostAnswer answer, String planSha256) {
        boolean ours = answer.value("plan").equals(Optional.of(planSha256));
        Optional<HostState> state = answer.value("state").flatMap(HostState::of).filter(_ -> ours);
        boolean handed = answer.value("handed").isPresent();
        return new TookPart(target,
                state.filter(HostState::mayRun).isPresent() && !answer.value("target").equals(Optional.of("absent")),
                state.filter(known -> known == HostState.STARTED || (known == HostState.ACTIVATED && handed))
                        .isPresent(),
                answer.value("without")
                        .filter(_ -> ours)
                        .map(names -> Arrays.stream(names.split(",", -1)).map(Without::decoded).toList())
                        .map(Set::copyOf)
                        .orElse(Set.of()),
                answer.value("round").orElse(UNNAMED), Set.copyOf(answer.values("start")));
    }

    /** The reports, with a finding for each member that must not begin again. */
    static List<HostReport> marked(List<Checked> all, RestorePlan plan) {
        List<TookPart> parts = all.stream().flatMap(one -> one.part().stream()).toList();
        List<HostReport> reports = new ArrayList<>();
        for (Checked one : all) {
            reports.add(one.part()
                    .flatMap(part -> part.finding(parts, plan))
                    .map(one.report()::with)
                    .orElse(one.report()));
        }
        return List.copyOf(reports);
    }

    /** The activation that goes on: that of the members that have begun; empty if none has, or an earlier version began it. */
    static Optional<String> round(List<Checked> all) {
        return all.stream()
                .flatMap(one -> one.part().stream())
                .filter(TookPart::begun)
                .map(TookPart::round)
                .findFirst();
    }

    /** The name of the round in the variables of the script. */
    static String variable(String round) {
        return round.equals(UNNAMED) ? "" : round;
    }

    /** What was found that keeps an activation from being carried out; empty if nothing was. */
    static Optional<DeliveryException> refusal(List<HostReport> reports) {
        String found = reports.stream()
                .flatMap(report -> report.findings()
                        .stream()
                        .filter(finding -> finding.code().equals(CODE) && finding.weight() == Weight.BLOCKS)
                        .map(finding -> report.named(finding) + ". " + finding.remedy()))
                .collect(Collectors.joining(" "));
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(DeliveryException.refusal(CODE, "nothing was activated: " + found));
    }

    private Optional<HostFinding> finding(List<TookPart> all, RestorePlan plan) {
        if (inPlace) {
            return Optional.empty();
        }
        List<TookPart> begun = all.stream().filter(other -> other.begun && !other.name().equals(name())).toList();
        String names = begun.stream().map(other -> other.target.member().name()).collect(Collectors.joining(", "));
        if (begun.stream().anyMatch(other -> !other.without.contains(name()))) {
            return Optional.of(blocking("the cluster of this plan has been started on " + names + ", and " + name()
                    + " was not left out of it by --without"));
        }
        if (begun.stream().anyMatch(other -> starts.contains(other.round))) {
            return Optional.of(blocking("the cluster of this plan has been started on " + names + ", and " + name()
                    + " has been started in it, too"));
        }
        // Where the others were undone as well, all of them begin again.
        return starts.isEmpty() || all.size() == plan.members().size()
                ? Optional.empty()
                : Optional.of(new HostFinding(CODE, Weight.CARE,
                        name() + " was started from this plan before. Whether it may"
                                + " begin from it again, only the journals of the other members tell",
                        "Name the hosts of all members with --to: if another one still runs from this plan, it may not."));
    }

    private String name() {
        return target.member().name();
    }

    private HostFinding blocking(String what) {
        return new HostFinding(CODE, Weight.BLOCKS, what
                + ". From the plan it would begin without what it has acknowledged and voted for since: etcd would panic,"
                + " or the cluster could lose acknowledged writes",
                "Let it join as a new member: etcdctl member remove "
                        + target.member().id() + "; etcdctl member add " + ShellLine.quote(name()) + " --peer-urls="
                        + ShellLine.quote(String.join(",", target.member().peerUrls()))
                        + (target.member().learner() ? " --learner" : "")
                        + "; then start it with an empty data directory and --initial-cluster-state=existing. Or undo all"
                        + " members, and activate all of them together again: what was written since then is lost.");
    }
}
