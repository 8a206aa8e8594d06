package org.etcdrecovery.core.cluster.connect;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import org.etcdrecovery.core.keyspace.Alarm;
import org.etcdrecovery.core.keyspace.ClusterId;
import org.etcdrecovery.core.keyspace.MemberId;

/**
 * What a member says of itself.
 *
 * @param clusterId      the cluster it belongs to
 * @param memberId       its own ID
 * @param version        of the server, such as 3.6.16
 * @param db             the size of its database
 * @param leader         the leader it sees; {@link MemberId#NONE} if it sees none
 * @param raft           how far it has come in the log
 * @param revision       its revision of the keyspace
 * @param learner        whether it follows without a vote
 * @param storageVersion the version of its schema; empty if the member does not tell (before 3.6)
 * @param errors         what it reports as wrong, as it words it
 */
@RecordBuilder
public record MemberStatus(ClusterId clusterId, MemberId memberId, String version, DbSize db, MemberId leader,
        RaftProgress raft, long revision, boolean learner, String storageVersion, List<String> errors) {
    /** Copies the list. */
    public MemberStatus {
        errors = List.copyOf(errors);
    }

    /** What a member is to the others. */
    public enum Role {
        LEADER, FOLLOWER, LEARNER,
        /** It votes, and sees no leader. */
        WITHOUT_LEADER
    }

    /** Whether it sees a leader. */
    public boolean hasLeader() {
        return !leader.equals(MemberId.NONE);
    }

    /** What it is to the others, as it sees it. */
    public Role role() {
        if (learner) {
            return Role.LEARNER;
        }
        if (!hasLeader()) {
            return Role.WITHOUT_LEADER;
        }
        return leader.equals(memberId) ? Role.LEADER : Role.FOLLOWER;
    }

    /**
     * The alarms of the cluster, its own and those of others. They are read from {@link #errors()}, because asking for
     * them is a proposal to the log, which without a majority is never answered.
     */
    public List<Alarm> alarms() {
        return errors.stream().flatMap(AlarmText::parse).toList();
    }
}
