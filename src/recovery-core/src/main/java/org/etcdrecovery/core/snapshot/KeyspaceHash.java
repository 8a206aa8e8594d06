package org.etcdrecovery.core.snapshot;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.keyspace.BucketName;
import org.etcdrecovery.core.keyspace.KeyValueReader;
import org.etcdrecovery.core.keyspace.Revision;

/**
 * Computes HashKV over the bucket {@code key} at the revision at which a {@link KeyHistory} ends.
 *
 * <p>A record of revision (m, s) is included if
 * <ol>
 * <li>m ≤ the hash revision, and
 * <li>m &gt; the compact revision, or no key exists at the hash revision, or the record is the newest of a key that
 * exists, and
 * <li>it is not a deletion at the compact revision itself.
 * </ol>
 * Source: etcd server/storage/mvcc/hash.go of 3.4.34, 3.5.16, 3.6 and later. Older servers lack the third condition but
 * remove the records that it excludes, so their hash is the same.
 *
 * <p>Which record of a key is the newest is known only at the end. One pass is enough nevertheless: it keeps the checksum
 * of each record for which that matters, and combines the ones that are included.
 */
final class KeyspaceHash implements KeyHistory.RecordVisitor {
    private final LivingRecords living;
    private final long compactRevision;
    private final boolean forBump;
    private final RecordSums puts;
    private final CRC32C crc = new CRC32C();
    private final int name;
    /** The checksum of all records up to the compact revision; used if no key exists. */
    private int compacted;
    private int recordsCompacted;
    private int notCompacted;
    private long lengthNotCompacted;

    private KeyspaceHash(LivingRecords living, long compactRevision, boolean forBump) {
        this.living = living;
        this.compactRevision = compactRevision;
        this.forBump = forBump;
        this.puts = new RecordSums(living);
        crc.update(BucketName.KEY.getBytes(US_ASCII));
        name = (int) crc.getValue();
        compacted = name;
    }

    /**
     * Computes only {@link #value}.
     *
     * @param living filled by the same history
     */
    static KeyspaceHash answered(LivingRecords living, long compactRevision) {
        return new KeyspaceHash(living, compactRevision, false);
    }

    /** Also computes {@link #beforeBump}, which takes memory for the checksum of every key. */
    static KeyspaceHash alsoBeforeBump(LivingRecords living, long compactRevision) {
        return new KeyspaceHash(living, compactRevision, true);
    }

    @Override
    public void record(Leaf leaf, int element, int record, KeyValueReader keyValue) {
        int checksum = checksum(leaf, element);
        int length = leaf.keyLength(element) + leaf.valueLength(element);
        boolean deletion = leaf.keyLength(element) == Revision.TOMBSTONE_KEY_LENGTH;
        long main = Revision.mainOf(leaf.buffer(), leaf.keyStart(element));
        if (main > compactRevision) {
            notCompacted = Crc32c.concat(notCompacted, checksum, length);
            lengthNotCompacted += length;
        } else {
            recordsCompacted = record + 1;
            if (!deletion || main < compactRevision) {
                compacted = Crc32c.concat(compacted, checksum, length);
            }
        }
        if (!deletion && (forBump || main <= compactRevision)) {
            puts.add(record, checksum, length);
        }
    }

    private int checksum(Leaf leaf, int element) {
        ByteBuffer buffer = leaf.buffer();
        crc.reset();
        crc.update(buffer.limit(leaf.valueEnd(element)).position(leaf.keyStart(element)));
        buffer.clear();
        return (int) crc.getValue();
    }

    /** The hash that a member answers to HashKV. */
    int value() {
        int upToCompaction = living.size() == 0
                ? compacted
                : puts.following(name, recordsCompacted, KeyHistory.NO_RECORD);
        return Crc32c.concat(upToCompaction, notCompacted, lengthNotCompacted);
    }

    /**
     * The hash just before a revision bump adds its record, with everything before that record compacted. The key of that
     * record is empty, so it supersedes the record of an earlier bump.
     *
     * @param recordOfEmptyKey the last put of the empty key
     * @throws IllegalStateException if this was created by {@link #answered}
     */
    int beforeBump(int recordOfEmptyKey) {
        if (!forBump) {
            throw new IllegalStateException("the sums of the records after the compaction were not kept");
        }
        return puts.following(name, Integer.MAX_VALUE, recordOfEmptyKey);
    }
}
