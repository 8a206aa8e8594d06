package org.etcdrecovery.core.wal;

import com.google.protobuf.ByteString;
import org.etcdrecovery.core.proto.ConfState;
import org.jspecify.annotations.Nullable;

/**
 * A record of the log: walpb.Record with its data decoded. All of etcd's numbers are unsigned; a field that the writer
 * left out is 0.
 */
public sealed interface WalRecord {
    /**
     * The member whose log it is; the same at the start of every segment. Type 1, etcdserverpb.Metadata.
     *
     * @param memberId  the member that writes the log
     * @param clusterId the cluster of that member
     */
    record Metadata(long memberId, long clusterId) implements WalRecord {}

    /**
     * An entry of the raft log. A later entry with the same index replaces it and all entries after it. Type 2,
     * raftpb.Entry.
     *
     * @param type  the type of the data
     * @param term  the term of the leader that proposed it
     * @param index its index in the raft log, from 1
     * @param data  the request or the configuration change
     */
    record Entry(EntryType type, long term, long index, ByteString data) implements WalRecord {}

    /**
     * The raft state that the member must not forget; the last such record applies. Type 3, raftpb.HardState.
     *
     * @param term   the highest term that the member had seen
     * @param vote   the member it voted for in that term; 0 if none
     * @param commit the highest index that it knew to be committed, which may lag behind the cluster's commit index
     */
    record State(long term, long vote, long commit) implements WalRecord {}

    /**
     * The running CRC at the start of a segment. Type 4.
     *
     * @param value the CRC of everything before this record
     */
    record Crc(int value) implements WalRecord {}

    /**
     * States that the state up to an index was saved elsewhere. Type 5, walpb.Snapshot.
     *
     * @param index     the last index that the snapshot covers; 0 at the start of a new log
     * @param term      the term of the entry at that index
     * @param confState the members at that index; null in logs of 3.4 and at index 0
     */
    record Snapshot(long index, long term, @Nullable ConfState confState) implements WalRecord {}
}
