package org.etcdrecovery.core.rescue.replay;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.etcdrecovery.core.keyspace.BackendJson;
import org.etcdrecovery.core.keyspace.BucketName;
import org.etcdrecovery.core.keyspace.GoJsonObject;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.proto.ConfChange;
import org.etcdrecovery.core.proto.ConfChangeType;

/** The members of the cluster. Source: server/etcdserver/api/membership/cluster.go. */
final class Membership {
    private static final byte[] REMOVED = Buckets.bytes("removed");
    /** What a server allows by default. */
    private static final int MOST_LEARNERS = 1;

    private final Buckets buckets;
    private final SortedMap<MemberId, Member> members = new TreeMap<>();
    private final SortedSet<MemberId> voters = new TreeSet<>();
    private final SortedSet<MemberId> learners = new TreeSet<>();
    private boolean changed;

    /**
     * @param listed the members, which in a database that etcd 3.4 restored are not those of its bucket
     */
    Membership(Buckets buckets, List<Member> listed) {
        this.buckets = buckets;
        for (Member member : listed) {
            members.put(member.id(), member);
            (member.learner() ? learners : voters).add(member.id());
        }
    }

    /** The raft members as {@code meta/confState}; empty if no change of membership was applied. */
    Optional<byte[]> changedConfState() {
        return changed ? Optional.of(BackendJson.confState(voters, learners)) : Optional.empty();
    }

    /**
     * Applies a change of membership, unless etcd finds it invalid; whether it did.
     *
     * @throws ServerStopsException if a server panics on it
     */
    boolean apply(ConfChange change) throws ServerStopsException {
        MemberId id = new MemberId(change.getNodeId());
        byte[] context = change.getContext().toByteArray();
        try {
            if (isRemoved(id) || !isValid(change.getType(), id, context)) {
                return false;
            }
            switch (change.getType()) {
                case CONF_CHANGE_ADD_NODE, CONF_CHANGE_ADD_LEARNER_NODE ->
                    add(change.getType(), named(id, context), context);
                case CONF_CHANGE_REMOVE_NODE -> remove(id);
                case CONF_CHANGE_UPDATE_NODE -> update(named(id, context));
            }
        } catch (IllegalArgumentException e) {
            throw new ServerStopsException("it changes the membership by " + e.getMessage());
        }
        changed = true;
        return true;
    }

    private static Member named(MemberId id, byte[] context) throws ServerStopsException {
        Member member = Member.fromJson(context);
        if (!member.id().equals(id)) {
            throw new ServerStopsException("it changes member " + id + " and describes member " + member.id());
        }
        return member;
    }

    private boolean isValid(ConfChangeType type, MemberId id, byte[] context) {
        Optional<Member> known = find(id);
        return switch (type) {
            case CONF_CHANGE_ADD_NODE, CONF_CHANGE_ADD_LEARNER_NODE -> isPromotion(context)
                    ? known.filter(Member::learner).isPresent()
                    : known.isEmpty() && isFree(id, Member.fromJson(context))
                            && (type == ConfChangeType.CONF_CHANGE_ADD_NODE || learnerCount() < MOST_LEARNERS);
            case CONF_CHANGE_REMOVE_NODE -> known.isPresent();
            case CONF_CHANGE_UPDATE_NODE -> known.isPresent() && isFree(id, Member.fromJson(context));
        };
    }

    private static boolean isPromotion(byte[] context) {
        return GoJsonObject.parse(context).flag("isPromote");
    }

    /** Whether no other member has one of its peer URLs. */
    private boolean isFree(MemberId id, Member wanted) {
        return members.values()
                .stream()
                .filter(member -> !member.id().equals(id))
                .flatMap(member -> member.peerUrls().stream())
                .noneMatch(wanted.peerUrls()::contains);
    }

    private long learnerCount() {
        return members.values().stream().filter(Member::learner).count();
    }

    private void add(ConfChangeType type, Member member, byte[] context) {
        if (isPromotion(context)) {
            find(member.id()).ifPresent(known -> store(new Member(known.id(), known.name(), known.peerUrls(),
                    known.clientUrls(), false)));
        } else {
            store(member);
        }
        boolean learner = type == ConfChangeType.CONF_CHANGE_ADD_LEARNER_NODE;
        voters.remove(member.id());
        learners.remove(member.id());
        (learner ? learners : voters).add(member.id());
    }

    private void remove(MemberId id) {
        members.remove(id);
        buckets.remove(BucketName.MEMBERS, id.toString());
        buckets.put(BucketName.MEMBERS_REMOVED, id.toString(), REMOVED);
        voters.remove(id);
        learners.remove(id);
    }

    private void update(Member wanted) {
        find(wanted.id()).ifPresent(known -> store(new Member(known.id(), known.name(), wanted.peerUrls(),
                known.clientUrls(), wanted.learner())));
    }

    /**
     * Stores what a member publishes about itself; whether it is a member.
     *
     * @throws ServerStopsException if it never was one
     */
    boolean publish(MemberId id, String name, List<String> clientUrls) throws ServerStopsException {
        Optional<Member> known = find(id);
        if (known.isEmpty() && !isRemoved(id)) {
            throw new ServerStopsException("member " + id + " publishes its name and was never added");
        }
        known.ifPresent(member -> store(new Member(id, name, member.peerUrls(), clientUrls, member.learner())));
        return known.isPresent();
    }

    /** Whether it is a member. */
    boolean contains(MemberId id) {
        return members.containsKey(id);
    }

    private void store(Member member) {
        members.put(member.id(), member);
        buckets.put(BucketName.MEMBERS, member.id().toString(), member.toJson());
    }

    private boolean isRemoved(MemberId id) {
        return buckets.get(BucketName.MEMBERS_REMOVED, id.toString()).isPresent();
    }

    private Optional<Member> find(MemberId id) {
        return Optional.ofNullable(members.get(id));
    }
}
