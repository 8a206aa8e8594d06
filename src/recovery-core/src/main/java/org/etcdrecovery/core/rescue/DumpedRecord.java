package org.etcdrecovery.core.rescue;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;

/**
 * A record of a log, to be shown.
 *
 * @param segment    the path of its segment
 * @param offset     its offset there in bytes
 * @param type       its type
 * @param standing   what it is worth
 * @param term       the term of an entry, state or snapshot; 0 for others
 * @param index      the index of an entry or snapshot, the commit index of a state; 0 for others
 * @param kind       what an entry requests; empty for others
 * @param words      what it says, on one line, without values and passwords
 * @param size       the length of an entry's data in bytes
 * @param operations what an entry writes and deletes, in either branch of a transaction, at most {@value #MOST_OPERATIONS}
 */
public record DumpedRecord(String segment, long offset, RecordType type, Standing standing, long term, long index,
        Optional<EntryKind> kind, String words, long size, List<Operation> operations) {
    /** etcd allows 128 in a transaction by default. */
    static final int MOST_OPERATIONS = 128;

    /** Copies the list. */
    public DumpedRecord {
        operations = List.copyOf(operations);
    }

    /** The types of records. */
    public enum RecordType {
        /** Whose log it is. */
        METADATA,
        /** An entry of the raft log. */
        ENTRY,
        /** The raft state. */
        STATE,
        /** The CRC at the start of a segment. */
        CRC,
        /** A raft snapshot. */
        SNAPSHOT
    }

    /** What a record is worth. */
    public enum Standing {
        /** It follows those before it, proven by the CRC. */
        SOUND,
        /** It is behind damage: genuine, as the CRC proves, but it cannot be applied. */
        BEHIND_DAMAGE,
        /** It is behind damage and only has the form of a record. */
        UNPROVEN
    }

    /**
     * A write or a deletion.
     *
     * @param put       whether it writes
     * @param key       the key, or the first of a range
     * @param rangeEnd  the end of the range; empty for one key
     * @param valueSize the length of the value in bytes
     * @param value     the value; empty if it is covered, or for a deletion
     * @param branch    the branch of a transaction that it is in, {@code success} or {@code failure}, of which only one
     *                  is carried out; for a nested transaction after that of the outer one, such as
     *                  {@code failure/success}; empty outside of transactions
     */
    public record Operation(boolean put, ByteString key, ByteString rangeEnd, long valueSize,
            Optional<ByteString> value, String branch) {}
}
