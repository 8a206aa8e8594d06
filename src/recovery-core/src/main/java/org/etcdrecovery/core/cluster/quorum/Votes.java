package org.etcdrecovery.core.cluster.quorum;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.etcdrecovery.core.cluster.connect.MemberList;
import org.etcdrecovery.core.cluster.probe.MemberProbe;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.keyspace.MemberId;

/**
 * Which leader the voters name.
 *
 * @param leader   the leader that most voters name; {@link MemberId#NONE} if no voter names one
 * @param term     the term in which they name it
 * @param agreeing how many voters name that leader in that term
 * @param leaders  how many different leaders are named in the newest of these terms; more than one cannot happen in one
 *                 cluster
 */
record Votes(MemberId leader, long term, int agreeing, int leaders) {
    private record Reign(MemberId leader, long term) {}

    static Votes count(ProbeReport report, MemberList list) {
        Map<Reign, Set<MemberId>> votes = new HashMap<>();
        for (MemberProbe row : report.rows()) {
            row.status()
                    .filter(status -> status.hasLeader() && isVoter(list, status.memberId()))
                    .ifPresent(status -> votes
                            .computeIfAbsent(new Reign(status.leader(), status.raft().term()), reign -> new HashSet<>())
                            .add(status.memberId()));
        }
        long newest = votes.keySet().stream().mapToLong(Reign::term).max().orElse(0);
        int leaders = (int) votes.keySet().stream().filter(reign -> reign.term() == newest).count();
        return votes.entrySet()
                .stream()
                .map(entry -> new Votes(entry.getKey().leader(), entry.getKey().term(), entry.getValue().size(),
                        leaders))
                .max(Comparator.comparingInt(Votes::agreeing).thenComparingLong(Votes::term))
                .orElse(new Votes(MemberId.NONE, 0, 0, 0));
    }

    private static boolean isVoter(MemberList list, MemberId memberId) {
        return list.find(memberId).filter(member -> !member.learner()).isPresent();
    }
}
