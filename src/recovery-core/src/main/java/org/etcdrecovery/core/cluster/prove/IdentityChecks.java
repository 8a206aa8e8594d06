package org.etcdrecovery.core.cluster.prove;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.Failure;
import org.etcdrecovery.core.cluster.connect.Failure.Cause;
import org.etcdrecovery.core.cluster.connect.MemberList;
import org.etcdrecovery.core.cluster.connect.MemberStatus;
import org.etcdrecovery.core.cluster.probe.LinearizableRead;
import org.etcdrecovery.core.cluster.probe.MemberProbe;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.cluster.prove.ProofCheck.Subject;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;

/** Checks that the cluster that answers is the planned one and works: pure functions of the probe's report. */
final class IdentityChecks {
    private final RestorePlan plan;
    private final ProbeReport report;
    private final Set<String> without;
    /** What servers answer, of whichever cluster. */
    private final List<MemberStatus> all;
    /** What members of the planned cluster answer. Only they say anything about it. */
    private final List<MemberStatus> answers;

    /** @param without the names of the members whose silence is no failure */
    IdentityChecks(RestorePlan plan, ProbeReport report, Set<String> without) {
        this.plan = plan;
        this.report = report;
        this.without = without;
        this.all = report.rows().stream().flatMap(row -> row.status().stream()).toList();
        this.answers = all.stream().filter(answer -> answer.clusterId().equals(plan.clusterId())).toList();
    }

    /** Whether any server answered. */
    boolean answered() {
        return !all.isEmpty();
    }

    /** Whether a member of the planned cluster answered, so that there is something to compare with the plan. */
    boolean ofPlannedCluster() {
        return !answers.isEmpty();
    }

    /** Makes the checks that the probe decides, and skips all that have nothing to look at. */
    void run(Checks checks) {
        membersAnswer(checks);
        if (answered()) {
            clusterId(checks);
            membership(checks);
        }
        if (ofPlannedCluster()) {
            leader(checks);
            read(checks);
            alarms(checks);
            revision(checks);
        } else {
            checks.skipRest("an answer", answered()
                    ? "Only members of another cluster answer, and they say nothing about the planned one."
                    : "No member answers.");
        }
    }

    /** Whether there is nothing left to wait for: every planned member that was not left out answers, and one leads. */
    boolean settled() {
        Set<MemberId> planned = plan.members()
                .stream()
                .filter(member -> !without.contains(member.name()))
                .map(PlannedMember::id)
                .collect(Collectors.toSet());
        Set<MemberId> here = answers.stream().map(MemberStatus::memberId).collect(Collectors.toSet());
        return here.containsAll(planned) && agreed() && granted();
    }

    private void membersAnswer(Checks checks) {
        List<PlannedMember> missing = plan.members()
                .stream()
                .filter(member -> answers.stream().noneMatch(answer -> answer.memberId().equals(member.id())))
                .toList();
        List<String> leftOut = missing.stream().map(PlannedMember::name).filter(without::contains).toList();
        List<String> silent = missing.stream()
                .filter(member -> !without.contains(member.name()))
                .map(member -> member.name() + " (" + member.id() + ")")
                .toList();
        int all = plan.members().size() - leftOut.size();
        checks.add(Subject.MEMBERS_ANSWER, silent.isEmpty(), "all " + all + (leftOut.isEmpty() ? "" : " others"),
                all - silent.size() + " of " + all,
                silent.isEmpty() ? latencies() : (String.join(", ", silent) + missing() + causes()).strip());
        if (!leftOut.isEmpty()) {
            checks.skip(Subject.LEFT_OUT, "to come later: " + String.join(", ", leftOut),
                    "You left it out, and it does not answer. Its old etcd must not come back; bring the planned member"
                            + " to its host, or remove it from the cluster.");
        }
    }

    private String latencies() {
        return plan.members()
                .stream()
                .flatMap(member -> report.rows()
                        .stream()
                        .filter(row -> row.status().filter(status -> status.memberId().equals(member.id())).isPresent())
                        .limit(1)
                        .map(row -> member.name() + " in " + row.milliseconds() + " ms"))
                .collect(Collectors.joining(", ", "Answered: ", "."));
    }

    private String missing() {
        return all.size() > answers.size()
                ? " did not answer; members of another cluster did. "
                : " did not answer. ";
    }

    private String causes() {
        Map<String, Set<String>> byAdvice = report.rows()
                .stream()
                .filter(row -> !row.answers() && !isAskedByThePlan(row))
                .flatMap(row -> row.failure().stream())
                .collect(Collectors.groupingBy(Failure::advice, LinkedHashMap::new,
                        Collectors.mapping(Failure::what, Collectors.toCollection(LinkedHashSet::new))));
        return byAdvice.entrySet()
                .stream()
                .map(group -> (String.join(" ", group.getValue()) + " " + group.getKey()).strip())
                .collect(Collectors.joining(" "));
    }

    /**
     * Whether a row only says that a member has not told the others its client URLs, as before its first start, while it
     * was asked at those of the plan.
     */
    private boolean isAskedByThePlan(MemberProbe row) {
        return row.failedWith(Cause.NO_CLIENT_URL) && plan.members()
                .stream()
                .filter(member -> row.memberId().filter(member.id()::equals).isPresent())
                .flatMap(member -> Endpoint.readable(member.clientUrls()).stream())
                .anyMatch(endpoint -> report.rows().stream().map(MemberProbe::endpoint).anyMatch(endpoint::equals));
    }

    private void clusterId(Checks checks) {
        TreeSet<String> seen = all.stream()
                .map(answer -> answer.clusterId().toString())
                .collect(Collectors.toCollection(TreeSet::new));
        String expected = plan.clusterId().toString();
        boolean passed = seen.equals(Set.of(expected));
        checks.add(Subject.CLUSTER_ID, passed, expected, join(seen),
                passed || seen.isEmpty()
                        ? ""
                        : "A member of another cluster answers: an old member that still runs, or one that was"
                                + " restored with another token or other peer URLs.");
    }

    private void membership(Checks checks) {
        String expected = plan.members()
                .stream()
                .map(member -> member.id() + (member.learner() ? " learner" : ""))
                .collect(Collectors.joining(", "));
        TreeSet<String> seen = report.rows()
                .stream()
                .flatMap(row -> row.list().stream())
                .map(this::text)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<MemberId> planned = plan.members().stream().map(PlannedMember::id).collect(Collectors.toSet());
        List<String> strangers = all.stream()
                .map(MemberStatus::memberId)
                .filter(id -> !planned.contains(id))
                .map(MemberId::toString)
                .toList();
        boolean passed = seen.equals(Set.of(expected)) && strangers.isEmpty();
        List<String> remarks = new ArrayList<>();
        if (report.rows().stream().anyMatch(MemberProbe::isProxy)) {
            remarks.add("A grpc-proxy answers, and lists no member but itself. Name the client URLs of the members.");
        }
        if (!strangers.isEmpty()) {
            remarks.add("Members that are not in the plan answer: " + String.join(", ", strangers) + ".");
        }
        if (seen.size() > 1) {
            remarks.add("The members do not agree on who is a member.");
        }
        checks.add(Subject.MEMBERSHIP, passed, expected, String.join(" against ", seen), String.join(" ", remarks));
    }

    /** In the order of the plan, unknown members last. */
    private String text(MemberList list) {
        List<MemberId> order = plan.members().stream().map(PlannedMember::id).toList();
        return list.members()
                .stream()
                .sorted(Comparator.comparingInt(
                        member -> order.contains(member.id()) ? order.indexOf(member.id()) : order.size()))
                .map(member -> member.id() + (member.learner() ? " learner" : ""))
                .collect(Collectors.joining(", "));
    }

    private boolean agreed() {
        return !answers.isEmpty() && answers.stream().noneMatch(answer -> !answer.hasLeader())
                && answers.stream().map(MemberStatus::leader).distinct().count() == 1
                && answers.stream().map(answer -> answer.raft().term()).distinct().count() == 1;
    }

    private void leader(Checks checks) {
        TreeSet<String> seen = answers.stream()
                .map(answer -> !answer.hasLeader()
                        ? "none"
                        : answer.leader() + " in term " + answer.raft().term())
                .collect(Collectors.toCollection(TreeSet::new));
        checks.add(Subject.ONE_LEADER, agreed(), "one, named by all", join(seen),
                agreed() ? "" : "All members must name the same leader in the same term.");
    }

    private boolean isOfPlannedCluster(MemberProbe row) {
        return row.status().filter(answers::contains).isPresent();
    }

    private boolean granted() {
        return report.rows()
                .stream()
                .filter(this::isOfPlannedCluster)
                .flatMap(row -> row.read().stream())
                .anyMatch(LinearizableRead::granted);
    }

    private void read(Checks checks) {
        String why = report.rows()
                .stream()
                .flatMap(row -> row.read().stream())
                .flatMap(read -> read.failure().stream())
                .map(Failure::sentence)
                .distinct()
                .collect(Collectors.joining(" "));
        checks.add(Subject.LINEARIZABLE_READ, granted(), "granted", granted() ? "granted" : "not granted",
                granted() ? "" : why);
    }

    private void alarms(Checks checks) {
        TreeSet<String> seen = answers.stream()
                .flatMap(answer -> answer.alarms().stream())
                .map(alarm -> alarm.kind() + " at " + alarm.memberId())
                .collect(Collectors.toCollection(TreeSet::new));
        checks.add(Subject.NO_ALARM, seen.isEmpty(), "none", seen.isEmpty() ? "none" : join(seen),
                seen.isEmpty()
                        ? ""
                        : "The cluster accepts no writes until the alarm is disarmed. Remove its cause, then:"
                                + " etcdctl alarm disarm");
    }

    private void revision(Checks checks) {
        TreeMap<String, Long> behind = new TreeMap<>();
        answers.stream()
                .filter(answer -> answer.revision() < plan.revisions().last())
                .forEach(answer -> behind.put(answer.memberId().toString(), answer.revision()));
        long newest = answers.stream().mapToLong(MemberStatus::revision).max().orElse(0);
        boolean passed = behind.isEmpty();
        checks.add(Subject.REVISION, passed, "at least " + plan.revisions().last(),
                behind.isEmpty() ? String.valueOf(newest) : behind.toString(),
                passed && newest > plan.revisions().last()
                        ? writes(newest - plan.revisions().last())
                        : "");
    }

    private static String join(Set<String> texts) {
        return texts.isEmpty() ? "nothing" : String.join(", ", texts);
    }

    private static String writes(long number) {
        return (number == 1 ? "There was 1 write" : "There were " + number + " writes") + " since the restore.";
    }
}
