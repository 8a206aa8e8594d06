package org.etcdrecovery.core.wal;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.etcdrecovery.core.proto.ConfChange;
import org.etcdrecovery.core.proto.ConfChangeType;
import org.etcdrecovery.core.proto.ConfState;

/**
 * The log that a restored member starts with: one committed entry in term 1 for each member, followed by a snapshot
 * record for the restored database.
 *
 * <pre>
 * crc(0)  metadata{own ID, cluster ID}  snapshot{0,0}
 * entry 1..n {conf change, term 1: add voter or add learner}
 * state{term 1, vote for the first voter, commit n}
 * snapshot{index n, term 1, conf_state}
 * </pre>
 *
 * <p>Voters come before learners, both in ascending order of unsigned ID. etcd's tools do not support learners and
 * write ascending IDs. But if a learner came first because it has the lowest ID, servers up to 3.6 would replay it
 * without any voter and panic with {@code removed all voters}.
 *
 * @param memberId  the member whose log it is
 * @param clusterId the new cluster
 * @param members   all its members, in any order; the record sorts them in the order of their entries
 * @param form      whose bytes to write
 */
public record RestoredLog(long memberId, long clusterId, List<LogMember> members, WalForm form) {
    private static final long TERM = 1;
    private static final Comparator<LogMember> ENTRY_ORDER = Comparator.comparing(LogMember::learner)
            .thenComparing(LogMember::id, Long::compareUnsigned);

    /**
     * Sorts the members.
     *
     * @throws IllegalArgumentException if there is no voter
     */
    public RestoredLog {
        members = members.stream().sorted(ENTRY_ORDER).toList();
        if (members.isEmpty() || members.getFirst().learner()) {
            throw new IllegalArgumentException("a cluster needs at least one voter");
        }
    }

    /** The index of the last entry, which the restored database must state as its consistent index. */
    public long lastIndex() {
        return members.size();
    }

    /** The term of all entries, which the restored database must state as its term. */
    public long term() {
        return TERM;
    }

    /** The configuration after the log is applied; the {@code .snap} file needs it too. */
    public ConfState confState() {
        ConfState.Builder state = ConfState.newBuilder();
        for (LogMember member : members) {
            if (member.learner()) {
                state.addLearners(member.id());
            } else {
                state.addVoters(member.id());
            }
        }
        if (form.zeroFields()) {
            state.setAutoLeave(false);
        }
        return state.build();
    }

    /** The records after the first crc record. */
    List<WalRecord> records() {
        List<WalRecord> records = new ArrayList<>();
        records.add(new WalRecord.Metadata(memberId, clusterId));
        records.add(new WalRecord.Snapshot(0, 0, null));
        for (int i = 0; i < members.size(); i++) {
            records.add(new WalRecord.Entry(EntryType.CONF_CHANGE, TERM, i + 1, confChange(members.get(i))));
        }
        records.add(new WalRecord.State(TERM, members.getFirst().id(), lastIndex()));
        records.add(new WalRecord.Snapshot(lastIndex(), TERM, form.confState() ? confState() : null));
        return records;
    }

    private ByteString confChange(LogMember member) {
        ConfChange.Builder change = ConfChange.newBuilder()
                .setType(member.learner()
                        ? ConfChangeType.CONF_CHANGE_ADD_LEARNER_NODE
                        : ConfChangeType.CONF_CHANGE_ADD_NODE)
                .setNodeId(member.id())
                .setContext(member.context());
        if (form.zeroFields()) {
            change.setId(0);
        }
        return change.build().toByteString();
    }
}
