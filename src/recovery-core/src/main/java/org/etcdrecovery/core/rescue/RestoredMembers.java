package org.etcdrecovery.core.rescue;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.proto.ConfChange;
import org.etcdrecovery.core.wal.EntryType;
import org.etcdrecovery.core.wal.WalRecord;

/**
 * The members of a restored cluster as its log has them. {@code etcdctl snapshot restore} of 3.4 leaves the members of the
 * old cluster in the database, and its servers add the new ones one by one, when each publishes its name.
 */
final class RestoredMembers {
    private final long applied;
    private final SortedMap<Long, ConfChange> changes = new TreeMap<>(Long::compareUnsigned);
    private long last;
    private boolean incomplete;

    /** @param applied the consistent index of the database, unsigned */
    RestoredMembers(long applied) {
        this.applied = applied;
    }

    void record(WalRecord.Entry entry) {
        incomplete |= Long.compareUnsigned(entry.index(), last + 1) > 0;
        last = entry.index();
        changes.tailMap(entry.index()).clear();
        if (entry.type() == EntryType.CONF_CHANGE && Long.compareUnsigned(entry.index(), applied) <= 0) {
            try {
                changes.put(entry.index(), ConfChange.parseFrom(entry.data()));
            } catch (InvalidProtocolBufferException e) {
                incomplete = true;
            }
        }
    }

    /**
     * The members at the end of the database.
     *
     * @param listed the members that the database lists
     * @return what the database lists, if the log does not tell
     */
    List<Member> correct(List<Member> listed) {
        if (incomplete) {
            return listed;
        }
        SortedMap<MemberId, Member> members = new TreeMap<>();
        try {
            changes.values().forEach(change -> apply(change, members));
        } catch (IllegalArgumentException e) {
            return listed;
        }
        Map<MemberId, Member> known = listed.stream()
                .collect(Collectors.toMap(Member::id, Function.identity(), (a, _) -> a));
        members.replaceAll(known::getOrDefault);
        return List.copyOf(members.values());
    }

    /** Updates and promotions are in the database, with the whole member. */
    private static void apply(ConfChange change, SortedMap<MemberId, Member> members) {
        MemberId id = new MemberId(change.getNodeId());
        switch (change.getType()) {
            case CONF_CHANGE_ADD_NODE, CONF_CHANGE_ADD_LEARNER_NODE ->
                members.putIfAbsent(id, Member.fromJson(change.getContext().toByteArray(), id));
            case CONF_CHANGE_REMOVE_NODE -> members.remove(id);
            case CONF_CHANGE_UPDATE_NODE -> {
                // It stays a member.
            }
        }
    }
}
