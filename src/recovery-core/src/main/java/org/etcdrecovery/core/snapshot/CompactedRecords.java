package org.etcdrecovery.core.snapshot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
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
    private final BitSet removed = new BitSet();
    private final BitSet deletions = new BitSet();
    private final KeyTable newest = new KeyTable(true, false);
    private final KeyFingerprint fingerprint = new KeyFingerprint();
    private final KeyValueReader keyValue = new KeyValueReader();
    private int record;

    private CompactedRecords(long at, boolean keepsDeletion) {
        this.at = at;
        this.keepsDeletion = keepsDeletion;
    }

    /**
     * Reads the bucket {@code key} of a sound database.
     *
     * @param at            the revision of the compaction
     * @param keepsDeletion whether a deletion at that revision stays
     * @return the numbers of the records, counted in key order from 0
     */
    public static BitSet in(BoltFile file, long at, boolean keepsDeletion, Progress progress) throws IOException {
        CompactedRecords records = new CompactedRecords(at, keepsDeletion);
        file.walk(bucket -> bucket.name().equals(KeyBucket.NAME) ? records : null, progress);
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
