package org.etcdrecovery.core.cluster.connect;

import java.util.List;
import org.etcdrecovery.core.keyspace.Alarm;

/**
 * What a member says of itself.
 *
 * @param clusterId        the cluster it belongs to, an unsigned number
 * @param memberId         its own ID, an unsigned number
 * @param version          of the server, such as 3.6.16
 * @param dbSize           bytes of its database file
 * @param dbSizeInUse      bytes of it that hold data
 * @param dbSizeQuota      where the alarm NOSPACE is raised; 0 when it does not say (before 3.6)
 * @param leader           the member ID of the leader; 0 when it sees none
 * @param raftTerm         its term
 * @param raftIndex        the last index of its log that is committed
 * @param raftAppliedIndex the last index that it has applied
 * @param revision         its revision of the keyspace
 * @param learner          whether it follows without a vote
 * @param storageVersion   the version of its schema; empty when it states none (before 3.6)
 * @param errors           what it reports as wrong, as it words it
 */
public record MemberStatus(long clusterId, long memberId, String version, long dbSize, long dbSizeInUse,
        long dbSizeQuota, long leader, long raftTerm, long raftIndex, long raftAppliedIndex, long revision,
        boolean learner, String storageVersion, List<String> errors) {
    public MemberStatus {
        errors = List.copyOf(errors);
    }

    /** What a member is to the others. */
    public enum Role {
        LEADER, FOLLOWER, LEARNER,
        /** It votes, and sees no leader. */
        WITHOUT_LEADER
    }

    /** What it is to the others, as it sees it. */
    public Role role() {
        if (learner) {
            return Role.LEARNER;
        }
        if (leader == 0) {
            return Role.WITHOUT_LEADER;
        }
        return leader == memberId ? Role.LEADER : Role.FOLLOWER;
    }

    /**
     * The alarms of the cluster, its own and those of others. They are read from {@link #errors()}, because asking for
     * them is a proposal to the log, which without a majority is never answered.
     */
    public List<Alarm> alarms() {
        return errors.stream().flatMap(AlarmText::parse).toList();
    }
}
