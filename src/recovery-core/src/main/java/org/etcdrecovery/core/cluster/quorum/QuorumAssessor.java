package org.etcdrecovery.core.cluster.quorum;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Failure;
import org.etcdrecovery.core.cluster.connect.MemberList;
import org.etcdrecovery.core.cluster.probe.LinearizableRead;
import org.etcdrecovery.core.cluster.probe.MemberProbe;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.cluster.probe.SnapshotSource;
import org.etcdrecovery.core.cluster.quorum.MemberState.State;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment.Verdict;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.keyspace.MemberId;

/**
 * Decides from evidence, not from the number of answers, whether a cluster has quorum.
 *
 * <p>The proof is a read through the log: a leader grants it only after a majority has confirmed that it still leads.
 * Answers alone prove nothing. If the links between the peers are cut, every member answers and nothing works. If only
 * one endpoint answers, the members that are silent here may be a majority that works elsewhere. So quorum is lost only
 * if the members that cannot be seen are too few for a majority; otherwise the verdict is unknown.
 *
 * <p>A pure function of the probe's report.
 */
public final class QuorumAssessor {
    /** The evidence of a granted read. */
    static final String READ_GRANTED = "A linearizable read was granted: a majority follows the leader.";

    /** Members without a name, which never started, come last. */
    private static final Comparator<Member> BY_NAME = Comparator.comparing((Member member) -> member.name().isEmpty())
            .thenComparing(Member::called)
            .thenComparing(Member::id);

    private final ProbeReport report;
    private final ConnectionSettings settings;
    private final MemberList list;
    private final List<MemberState> members;
    private final int needed;
    private final Votes votes;
    private final boolean granted;

    private QuorumAssessor(ProbeReport report, ConnectionSettings settings, MemberList list) {
        this.report = report;
        this.settings = settings;
        this.list = list;
        this.members = list.members()
                .stream()
                .sorted(BY_NAME)
                .map(member -> MemberState.of(member, report.ofMember(member.id())))
                .toList();
        this.needed = list.voters().size() / 2 + 1;
        this.votes = Votes.count(report, list);
        this.granted = reads().anyMatch(LinearizableRead::granted);
    }

    /**
     * Judges the answers of a probe.
     *
     * @param report   what the probe found
     * @param settings how the members were reached; the commands in the advice repeat these, except for the password
     */
    public static QuorumAssessment assess(ProbeReport report, ConnectionSettings settings) {
        List<MemberList> lists = lists(report);
        if (lists.isEmpty()) {
            return report.rows().stream().anyMatch(MemberProbe::isProxy)
                    ? ProxyAssessor.assess(report, settings)
                    : NoListAssessor.assess(report);
        }
        return new QuorumAssessor(report, settings, lists.getFirst()).assess(lists);
    }

    /**
     * The distinct member lists, the most trustworthy first: that of a member that granted a read, or else of the
     * member with the longest log. Lists from peer URLs come last.
     */
    private static List<MemberList> lists(ProbeReport report) {
        Comparator<MemberProbe> order = Comparator
                .comparing(QuorumAssessor::isGranted)
                .thenComparing(MemberProbe::answers)
                .thenComparingLong(row -> row.status().map(status -> status.raft().index()).orElse(0L));
        return report.rows()
                .stream()
                .sorted(order.reversed())
                .flatMap(row -> row.knownMembers().stream())
                .collect(Collectors.toMap(QuorumAssessor::essence, known -> known, (first, second) -> first,
                        LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    }

    private static boolean isGranted(MemberProbe row) {
        return row.read().filter(LinearizableRead::granted).isPresent();
    }

    /** What makes two lists the same: members and votes, but not names, which arrive a little later. */
    private static String essence(MemberList list) {
        return list.clusterId() + list.members()
                .stream()
                .map(member -> " " + member.id() + (member.learner() ? " learner" : ""))
                .collect(Collectors.joining());
    }

    private QuorumAssessment assess(List<MemberList> lists) {
        List<String> notices = Notices.of(report, lists, votes);
        Verdict verdict = verdict(lists);
        return new QuorumAssessment(verdict, headline(verdict), list.voters().size(), needed,
                (list.voters().size() - 1) / 2, votes.agreeing(), members, evidence(), notices,
                new Advice(report, settings, members, needed, verdict).steps(), SnapshotSource.recommend(report),
                report.contacts());
    }

    private Verdict verdict(List<MemberList> lists) {
        if (contradicts(lists)) {
            return Verdict.UNKNOWN;
        }
        if (granted) {
            boolean all = members.stream().allMatch(member -> member.state().works());
            boolean alarmed = report.rows().stream().anyMatch(row -> !row.alarms().isEmpty());
            return all && lists.size() == 1 && votes.agreeing() == list.voters().size() && !alarmed
                    ? Verdict.HEALTHY
                    : Verdict.DEGRADED;
        }
        // Enough voters name one leader, but no read shows that it still leads, for instance because a login is
        // missing.
        if (votes.agreeing() >= needed) {
            return Verdict.UNKNOWN;
        }
        return count(State.UNSEEN) < needed ? Verdict.LOST : Verdict.UNKNOWN;
    }

    /** Whether the answers cannot all come from one cluster. */
    private boolean contradicts(List<MemberList> lists) {
        boolean severalClusters = lists.stream().map(MemberList::clusterId).distinct().count() > 1;
        long grantedLists = report.rows()
                .stream()
                .filter(QuorumAssessor::isGranted)
                .flatMap(row -> row.knownMembers().stream())
                .map(QuorumAssessor::essence)
                .distinct()
                .count();
        return severalClusters || grantedLists > 1;
    }

    private long count(State state) {
        return members.stream().filter(member -> !member.member().learner() && member.state() == state).count();
    }

    private Stream<LinearizableRead> reads() {
        return report.rows().stream().flatMap(row -> row.read().stream());
    }

    private String headline(Verdict verdict) {
        int all = list.voters().size();
        long running = members.stream()
                .filter(member -> !member.member().learner() && member.state().runs())
                .count();
        return switch (verdict) {
            case HEALTHY -> list.members().size() == 1
                    ? "The cluster is healthy: its only member works."
                    : "The cluster is healthy: all " + list.members().size() + " members work.";
            case DEGRADED -> degraded();
            case LOST -> running >= needed
                    ? "Quorum is lost although " + running + " of " + all + " voting members "
                            + run(running) + ": they do not find each other."
                    : "Quorum is lost: " + running + " of " + all + " voting members " + run(running) + ", " + needed
                            + (needed == 1 ? " is needed." : " are needed.");
            case UNKNOWN -> "It is not clear from here whether the cluster has quorum.";
        };
    }

    private static String run(long running) {
        return running == 1 ? "runs" : "run";
    }

    /** Members that cannot be seen from here may still work. */
    private String degraded() {
        long unseen = members.stream().filter(member -> member.state() == State.UNSEEN).count();
        boolean unstarted = members.stream().anyMatch(MemberState::isUnstarted);
        boolean restWorks = unseen > 0 && !unstarted
                && members.stream().allMatch(member -> member.state().works() || member.state() == State.UNSEEN)
                && report.rows().stream().allMatch(row -> row.alarms().isEmpty());
        return restWorks
                ? "The cluster has quorum: do not restore. " + unseen + " of its " + members.size()
                        + " members cannot be seen from here."
                : "The cluster has quorum, but not everything works. Do not restore; repair it.";
    }

    private List<String> evidence() {
        List<String> evidence = new ArrayList<>();
        evidence.add(list.voters().size() == 1
                ? "One member votes; the cluster does not survive its failure."
                : list.voters().size() + " members vote, " + needed + " of them are a majority; "
                        + (list.voters().size() - 1) / 2 + " may fail.");
        evidence.add(leaderEvidence());
        evidence.add(readEvidence());
        members.forEach(member -> evidence.add(MemberLabel.of(member.member()) + ": " + member.why()));
        return evidence;
    }

    private String leaderEvidence() {
        if (votes.leader().equals(MemberId.NONE)) {
            return "No member names a leader.";
        }
        if (list.members().size() == 1) {
            return "The only member leads in term " + votes.term() + ".";
        }
        String leader = list.find(votes.leader()).map(MemberLabel::of).orElseGet(votes.leader()::toString);
        return votes.agreeing() + " of " + list.voters().size() + " voting members name " + leader
                + " as the leader in term " + votes.term() + ".";
    }

    private String readEvidence() {
        if (granted) {
            return READ_GRANTED;
        }
        Map<LinearizableRead.Outcome, Long> outcomes = reads()
                .collect(Collectors.groupingBy(LinearizableRead::outcome, Collectors.counting()));
        if (outcomes.containsKey(LinearizableRead.Outcome.NO_QUORUM)) {
            return "No linearizable read was granted.";
        }
        Optional<String> refusal = reads().flatMap(read -> read.failure().stream())
                .map(Failure::what)
                .findFirst();
        return "No linearizable read was tried" + refusal.map(what -> ": " + what).orElse(".");
    }
}
