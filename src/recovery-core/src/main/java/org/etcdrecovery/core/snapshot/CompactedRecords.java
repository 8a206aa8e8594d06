package org.etcdrecovery.core.snapshot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.keyspace.BucketName;
import org.etcdrecovery.core.keyspace.KeyValueReader;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.progress.Progress;

/**
 * Finds the records of a database that a compaction removes. Source: server/storage/mvcc/key_index.go,
 * {@code keyIndex.compact}.
 */
public final class CompactedRecords implements LeafVisitor {
    private final long at;
    private final boolean keepsDeletion;
    private final Superseded superseded;
    private final BitSet removed = new BitSet();
    private final BitSet deletions = new BitSet();
    private final KeyTable newest = new KeyTable(true, false);
    private final KeyFingerprint fingerprint = new KeyFingerprint();
    private final KeyValueReader keyValue = new KeyValueReader();
    private int record;

    /** The keys that have a newer record elsewhere, which the compaction keeps. */
    @FunctionalInterface
    public interface Superseded {
        /** Whether a key is one of them. */
        boolean test(ByteBuffer buffer, int keyStart, int keyLength);
    }

    private CompactedRecords(long at, boolean keepsDeletion, Superseded superseded) {
        this.at = at;
        this.keepsDeletion = keepsDeletion;
        this.superseded = superseded;
    }

    /**
     * Reads the bucket {@code key} of a sound database.
     *
     * @param at            the revision of the compaction
     * @param keepsDeletion whether a deletion at that revision stays
     * @param superseded    the keys of which no record stays
     * @return the numbers of the records, counted in key order from 0
     */
    public static BitSet in(BoltFile file, long at, boolean keepsDeletion, Superseded superseded,
            Progress progress) throws IOException {
        CompactedRecords records = new CompactedRecords(at, keepsDeletion, superseded);
        file.walk(bucket -> bucket.name().equals(BucketName.KEY) ? records : null, progress);
        records.removed.or(records.deletions);
        return records.removed;
    }

    @Override
    public void leaf(Leaf leaf) {
        ByteBuffer buffer = leaf.buffer();
        for (int i = 0; i < leaf.count(); i++, record++) {
            long main = Revision.mainOf(buffer, leaf.keyStart(i));
            if (main > at || keyValue.read(buffer, leaf.valueStart(i), leaf.valueLength(i)) != null) {
                continue;
            }
            if (superseded.test(buffer, keyValue.keyStart(), keyValue.keyLength())) {
                removed.set(record);
                continue;
            }
            fingerprint.take(buffer, keyValue.keyStart(), keyValue.keyLength());
            int before = newest.put(fingerprint.high(), fingerprint.low(), record, 0);
            if (before != KeyTable.NONE) {
                removed.set(before);
            }
            boolean deletion = leaf.keyLength(i) == Revision.TOMBSTONE_KEY_LENGTH;
            if (deletion && (main < at || !keepsDeletion)) {
                deletions.set(record);
            }
        }
    }
}
