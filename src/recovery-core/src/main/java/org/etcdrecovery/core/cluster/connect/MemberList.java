package org.etcdrecovery.core.cluster.connect;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.keyspace.ClusterId;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.keyspace.MemberId;

/**
 * The members of a cluster, as one member knows them.
 *
 * @param clusterId the ID of the cluster
 * @param members   its members, ascending by ID
 */
public record MemberList(ClusterId clusterId, List<Member> members) {
    public MemberList {
        members = members.stream().sorted(Comparator.comparing(Member::id)).toList();
    }

    /**
     * Whether a grpc-proxy answered instead of a member: it lists only itself, without an ID. Source: etcd
     * server/proxy/grpcproxy/cluster.go.
     */
    public boolean isOfProxy() {
        return !members.isEmpty() && members.stream().allMatch(member -> member.id().equals(MemberId.NONE));
    }

    /** The members that vote. */
    public List<Member> voters() {
        return members.stream().filter(member -> !member.learner()).toList();
    }

    /** The members without a vote. */
    public List<Member> learners() {
        return members.stream().filter(Member::learner).toList();
    }

    /** The member with an ID. */
    public Optional<Member> find(MemberId memberId) {
        return members.stream().filter(member -> member.id().equals(memberId)).findFirst();
    }
}
