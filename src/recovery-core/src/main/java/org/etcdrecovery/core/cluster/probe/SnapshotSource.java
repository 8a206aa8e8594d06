package org.etcdrecovery.core.cluster.probe;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.cluster.connect.MemberStatus;
import org.etcdrecovery.core.cluster.connect.MemberStatus.Role;
import org.etcdrecovery.core.keyspace.Alarm;

/**
 * The member to take a snapshot from.
 *
 * @param row    what the probe learned about it
 * @param reason why this one, as a sentence
 */
public record SnapshotSource(MemberProbe row, String reason) {
    /**
     * How many revisions a member may lag and still be as good as the newest while there is a leader: it catches up
     * within a moment, and the figures were not taken at the same instant anyway.
     */
    private static final long NEARLY = 1_000;

    private record Candidate(MemberProbe row, MemberStatus status) {}

    /** The best source among the members that answer; empty if none does. */
    public static Optional<SnapshotSource> recommend(ProbeReport report) {
        List<Candidate> candidates = report.answering()
                .stream()
                .flatMap(row -> row.status().stream().map(status -> new Candidate(row, status)))
                .toList();
        List<Candidate> voters = candidates.stream().filter(one -> !one.status().learner()).toList();
        List<Candidate> sound = voters.stream().filter(one -> !isCorrupt(one)).toList();
        List<Candidate> best = !sound.isEmpty() ? sound : !voters.isEmpty() ? voters : candidates;
        return best.stream().max(order(best)).map(choice -> new SnapshotSource(choice.row(), reason(choice, best)));
    }

    private static boolean isCorrupt(Candidate one) {
        return one.status()
                .alarms()
                .stream()
                .anyMatch(alarm -> alarm.kind() == Alarm.Kind.CORRUPT
                        && alarm.memberId().equals(one.status().memberId()));
    }

    private static long newest(List<Candidate> all) {
        return all.stream().mapToLong(one -> one.status().revision()).max().orElse(0);
    }

    /** How far behind a member may be: not at all without a leader, because it will not catch up. */
    private static long slack(List<Candidate> all) {
        return all.stream().allMatch(one -> one.status().hasLeader()) ? NEARLY : 0;
    }

    private static Comparator<Candidate> order(List<Candidate> all) {
        long enough = newest(all) - slack(all);
        return Comparator.<Candidate>comparingLong(one -> Math.min(one.status().revision(), enough))
                .thenComparing(one -> one.status().role() != Role.LEADER)
                .thenComparing(one -> one.status().errors().isEmpty())
                .thenComparingLong(one -> one.status().raft().applied())
                .thenComparing(one -> one.row().endpoint(), Comparator.reverseOrder());
    }

    private static String reason(Candidate choice, List<Candidate> all) {
        String revision = " (revision " + choice.status().revision() + ")";
        if (all.size() == 1) {
            return (choice.status().learner() ? "Only a learner answers" : "No other member can provide it")
                    + revision + ".";
        }
        boolean hasAll = choice.status().revision() >= newest(all) - slack(all);
        String first = hasAll ? "It has everything" + revision : "It has the most" + revision;
        return choice.status().role() == Role.FOLLOWER
                ? first + ", and as a follower it bears less load than the leader."
                : first + ".";
    }
}
