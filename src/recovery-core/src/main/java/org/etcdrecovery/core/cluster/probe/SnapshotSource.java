package org.etcdrecovery.core.cluster.probe;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.cluster.connect.MemberStatus;
import org.etcdrecovery.core.cluster.connect.MemberStatus.Role;
import org.etcdrecovery.core.keyspace.Alarm;
import org.jspecify.annotations.Nullable;

/**
 * The member to take a snapshot from.
 *
 * @param row    what is known of it
 * @param reason why this one, as a sentence
 */
public record SnapshotSource(MemberProbe row, String reason) {
    /**
     * With a leader, members that have applied nearly everything hold the same data a moment later; the figures were
     * not taken at the same instant.
     */
    private static final long NEARLY = 1_000;

    private record Candidate(MemberProbe row, MemberStatus status) {}

    /** The best source among those that answer; empty when none does. */
    public static Optional<SnapshotSource> recommend(ProbeReport report) {
        List<Candidate> candidates = report.answering()
                .stream()
                .flatMap(row -> candidate(row).stream())
                .toList();
        List<Candidate> voters = candidates.stream().filter(one -> !one.status().learner()).toList();
        List<Candidate> sound = voters.stream().filter(one -> !isCorrupt(one)).toList();
        List<Candidate> best = !sound.isEmpty() ? sound : !voters.isEmpty() ? voters : candidates;
        return best.stream().max(order(best)).map(choice -> new SnapshotSource(choice.row(), reason(choice, best)));
    }

    private static Optional<Candidate> candidate(MemberProbe row) {
        @Nullable
        MemberStatus status = row.status();
        return status == null ? Optional.empty() : Optional.of(new Candidate(row, status));
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

    /** How far behind still counts as the newest: nothing without a leader, because nobody will catch up. */
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
            return (choice.status().learner() ? "Only a learner answers" : "It is the only one that can serve it")
                    + revision + ".";
        }
        boolean hasAll = choice.status().revision() >= newest(all) - slack(all);
        String first = hasAll ? "It has everything" + revision : "It has the most" + revision;
        return choice.status().role() == Role.FOLLOWER
                ? first + ", and as a follower it bears less load than the leader."
                : first + ".";
    }
}
