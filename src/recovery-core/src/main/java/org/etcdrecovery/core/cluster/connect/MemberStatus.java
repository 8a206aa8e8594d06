package org.etcdrecovery.core.cluster.connect;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import org.etcdrecovery.core.keyspace.Alarm;
import org.etcdrecovery.core.keyspace.ClusterId;
import org.etcdrecovery.core.keyspace.MemberId;

/**
 * What a member reports about itself.
 *
 * @param clusterId      the cluster it belongs to
 * @param memberId       its own ID
 * @param version        the server version, such as 3.6.16
 * @param db             the size of its database
 * @param leader         the leader it sees; {@link MemberId#NONE} if it sees none
 * @param raft           how far it is in the raft log
 * @param revision       its current revision of the keyspace
 * @param learner        whether it follows without a vote
 * @param storageVersion the version of its schema; empty if the member does not report it (before 3.6)
 * @param errors         the errors that it reports, in its own words
 */
@RecordBuilder
public record MemberStatus(ClusterId clusterId, MemberId memberId, String version, DbSize db, MemberId leader,
        RaftProgress raft, long revision, boolean learner, String storageVersion, List<String> errors) {
    /** Copies the list. */
    public MemberStatus {
        errors = List.copyOf(errors);
    }

    /** The role of a member in its cluster. */
    public enum Role {
        LEADER, FOLLOWER, LEARNER,
        /** It votes, but sees no leader. */
        WITHOUT_LEADER
    }

    /** Whether it sees a leader. */
    public boolean hasLeader() {
        return !leader.equals(MemberId.NONE);
    }

    /** Its role, as it sees it. */
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
     * The alarms of the cluster, its own and those of other members. They come from {@link #errors()}, because a
     * request for the alarms is a proposal to the log, which is never answered without a majority.
     */
    public List<Alarm> alarms() {
        return errors.stream().flatMap(AlarmText::parse).toList();
    }
}
