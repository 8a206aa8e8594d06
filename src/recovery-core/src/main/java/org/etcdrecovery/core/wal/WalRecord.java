package org.etcdrecovery.core.wal;

import com.google.protobuf.ByteString;
import org.etcdrecovery.core.proto.ConfState;
import org.jspecify.annotations.Nullable;

/**
 * A record of the log: walpb.Record with its data decoded. All numbers of etcd are unsigned; what a writer left out is
 * 0.
 */
public sealed interface WalRecord {
    /**
     * Whose log it is; the same at the head of every segment. Type 1, etcdserverpb.Metadata.
     *
     * @param memberId  the member that writes the log
     * @param clusterId the cluster that it belongs to
     */
    record Metadata(long memberId, long clusterId) implements WalRecord {}

    /**
     * An entry of the raft log. A later entry with the same index replaces it and everything behind it. Type 2,
     * raftpb.Entry.
     *
     * @param type  what the data is
     * @param term  the term of the leader that proposed it
     * @param index its place in the raft log, from 1
     * @param data  the request or the configuration change
     */
    record Entry(EntryType type, long term, long index, ByteString data) implements WalRecord {}

    /**
     * What the member had promised and known; the last one counts. Type 3, raftpb.HardState.
     *
     * @param term   the highest term that it had seen
     * @param vote   whom it voted for in that term, 0 for nobody
     * @param commit the highest index that it knew to be committed; lags behind what the cluster had committed
     */
    record State(long term, long vote, long commit) implements WalRecord {}

    /**
     * The running CRC at the head of a segment. Type 4.
     *
     * @param value the CRC of everything before
     */
    record Crc(int value) implements WalRecord {}

    /**
     * Says that the state up to an index was saved elsewhere. Type 5, walpb.Snapshot.
     *
     * @param index     the last index that the snapshot covers; 0 at the head of a new log
     * @param term      the term of that entry
     * @param confState who the members were; 3.4 does not write it, nobody does at index 0
     */
    record Snapshot(long index, long term, @Nullable ConfState confState) implements WalRecord {}
}
