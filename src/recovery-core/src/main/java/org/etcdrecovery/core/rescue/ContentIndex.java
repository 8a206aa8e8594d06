package org.etcdrecovery.core.rescue;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.etcdrecovery.core.proto.RaftRequest;
import org.etcdrecovery.core.rescue.LogEntry.Effect;
import org.etcdrecovery.core.rescue.NewestRevisions.Change;
import org.etcdrecovery.core.rescue.NewestRevisions.Written;
import org.etcdrecovery.core.rescue.RequestFields.Operation;
import org.etcdrecovery.core.wal.EntryType;
import org.etcdrecovery.core.wal.WalRecord;

/**
 * Finds the entry after which a keyspace has the newest revisions of a database: index and content of a database are
 * written together, so if they do not match, the index was changed by hand or by a tool.
 *
 * <p>The entries must write exactly these revisions, one after the other; those that have no effect are passed over. It
 * follows all ways in which that can be at once: a set of numbers of revisions that the entries so far have written.
 */
final class ContentIndex {
    /** The revision of the first write; an empty keyspace has revision 1. */
    private static final long FIRST_REVISION = 2;

    private final List<Written> revisions;
    private final long stated;
    /** Bit k: the entries up to here may have written the first k revisions, the last of them in this order. */
    private int reached = 1;
    private boolean confirmed;
    private boolean replaced;
    private long firstIndex;
    private long lastIndex;
    private long writtenAt;
    private int places;

    /**
     * @param stated the consistent index of the database
     */
    ContentIndex(List<Written> revisions, long stated) {
        this.revisions = revisions;
        this.stated = stated;
    }

    void entry(WalRecord.Entry entry, LogEntry decoded) {
        firstIndex = firstIndex == 0 ? entry.index() : firstIndex;
        replaced |= Long.compareUnsigned(entry.index(), lastIndex) <= 0;
        lastIndex = entry.index();
        int next = 1;
        int all = 1 << revisions.size();
        for (int k = 0; k <= revisions.size(); k++) {
            if ((reached & (1 << k)) == 0) {
                continue;
            }
            if (decoded.effect() != Effect.CERTAIN) {
                next |= 1 << k;
            }
            if (k < revisions.size() && decoded.effect() != Effect.NONE && explains(entry, revisions.get(k))) {
                next |= 1 << (k + 1);
                if (k + 1 == revisions.size()) {
                    places++;
                    writtenAt = entry.index();
                }
            }
        }
        reached = next;
        confirmed |= entry.index() == stated && (reached & all) != 0;
    }

    /** Says that a snapshot replaced entries of before. */
    void replaced() {
        replaced = true;
    }

    /** Whether the entry can have written exactly this revision. */
    private static boolean explains(WalRecord.Entry entry, Written revision) {
        if (entry.type() != EntryType.NORMAL) {
            return false;
        }
        try {
            RaftRequest request = RaftRequest.parseFrom(entry.data());
            return switch (request.getRequestCase()) {
                // It deletes the keys that were attached to the lease.
                case LEASE_REVOKE -> revision.records().stream().allMatch(Change::deletion);
                case PUT, DELETE_RANGE, TXN -> {
                    List<Operation> operations = RequestFields.operations(request);
                    for (Change record : revision.records()) {
                        if (!isAmong(operations, record)) {
                            yield false;
                        }
                    }
                    yield true;
                }
                default -> false;
            };
        } catch (InvalidProtocolBufferException e) {
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isAmong(List<Operation> operations, Change record) throws IOException {
        for (Operation operation : operations) {
            if (record.deletion() != operation.put() && matches(operation, record)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(Operation operation, Change record) throws IOException {
        ByteString key = operation.key();
        if (operation.put()) {
            ByteString value = RequestFields.bytes(operation.message(), RequestFields.VALUE);
            // A put may keep the value that was there.
            return key.equals(record.key()) && (value.isEmpty() || value.hashCode() == record.valueHash());
        }
        ByteString end = RequestFields.bytes(operation.message(), RequestFields.RANGE_END);
        if (end.isEmpty()) {
            return key.equals(record.key());
        }
        boolean all = end.size() == 1 && end.byteAt(0) == 0;
        return ByteString.unsignedLexicographicalComparator().compare(record.key(), key) >= 0
                && (all || ByteString.unsignedLexicographicalComparator().compare(record.key(), end) < 0);
    }

    /**
     * The index of the entry that wrote the newest revision, if it is not the index that the database states; empty if
     * the two agree, or if it cannot be told: then the log does not reach back far enough, or several places fit.
     */
    OptionalLong contradicting() {
        boolean known = isEnough() && places == 1 && !replaced && !confirmed;
        return known && Long.compareUnsigned(writtenAt, stated) > 0 ? OptionalLong.of(writtenAt) : OptionalLong.empty();
    }

    /** Many revisions, or all that there ever were in a log from the first entry, are not the same by accident. */
    private boolean isEnough() {
        boolean whole = firstIndex == 1 && !revisions.isEmpty() && revisions.getFirst().main() == FIRST_REVISION;
        return whole || revisions.size() == NewestRevisions.COUNT;
    }
}
