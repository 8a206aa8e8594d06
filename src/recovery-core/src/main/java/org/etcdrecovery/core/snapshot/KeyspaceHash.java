package org.etcdrecovery.core.snapshot;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.keyspace.KeyValueReader;
import org.etcdrecovery.core.keyspace.Revision;

/**
 * Computes HashKV over the bucket {@code key} at the revision at which a {@link KeyHistory} ends.
 *
 * <p>A record of revision (m, s) counts when
 * <ol>
 * <li>m ≤ the hash revision, and
 * <li>m &gt; the compact revision, or no key exists at the hash revision, or it is the newest of a key that exists, and
 * <li>it is not a deletion at the compact revision itself.
 * </ol>
 * Source: etcd server/storage/mvcc/hash.go of 3.4.34, 3.5.16, 3.6 and later. Older servers lack the third condition, and
 * delete what it excludes, so the hash is the same.
 *
 * <p>Whether a record is the newest of its key is known at the end only. One pass is enough all the same: the checksum
 * of each record for which that matters is kept, and those that count are then put together.
 */
final class KeyspaceHash implements KeyHistory.RecordVisitor {
    private final LivingRecords living;
    private final long compactRevision;
    private final boolean forBump;
    private final RecordSums puts;
    private final CRC32C crc = new CRC32C();
    private final int name;
    /** Over all records up to the compact revision, for when no key exists. */
    private int compacted;
    private int recordsCompacted;
    private int notCompacted;
    private long lengthNotCompacted;

    private KeyspaceHash(LivingRecords living, long compactRevision, boolean forBump) {
        this.living = living;
        this.compactRevision = compactRevision;
        this.forBump = forBump;
        this.puts = new RecordSums(living);
        crc.update("key".getBytes(US_ASCII));
        name = (int) crc.getValue();
        compacted = name;
    }

    /**
     * Only what a member answers.
     *
     * @param living what the history finds out
     */
    static KeyspaceHash answered(LivingRecords living, long compactRevision) {
        return new KeyspaceHash(living, compactRevision, false);
    }

    /** Also what it is {@linkplain #beforeBump before a bump}, which takes the memory for the sum of every key. */
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

    /** The hash that a member answers. */
    int value() {
        int upToCompaction = living.size() == 0
                ? compacted
                : puts.following(name, recordsCompacted, KeyHistory.NO_RECORD);
        return Crc32c.concat(upToCompaction, notCompacted, lengthNotCompacted);
    }

    /**
     * The hash as it stands before the record of a revision bump is added, when everything before that record counts as
     * compacted. The record's key is the empty one, so an earlier bump's record no longer counts.
     *
     * @param recordOfEmptyKey where it is put last
     * @throws IllegalStateException when only the answer was asked for
     */
    int beforeBump(int recordOfEmptyKey) {
        if (!forBump) {
            throw new IllegalStateException("the sums of the records after the compaction were not kept");
        }
        return puts.following(name, Integer.MAX_VALUE, recordOfEmptyKey);
    }
}
