package org.etcdrecovery.core.edit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.keyspace.BucketName;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.snapshot.Crc32c;
import org.etcdrecovery.core.snapshot.SnapshotFacts.PredictedHash;

/**
 * Computes HashKV of an edited keyspace. Unlike {@link org.etcdrecovery.core.snapshot.HashKvReader} it knows of each record
 * whether it is the newest of its key.
 */
final class EditedHash {
    private final long compacted;
    /** The newest records, which are all that counts once everything is compacted. */
    private final CRC32C beforeBump = named();
    private final CRC32C newestCompacted = named();
    /** Counts instead of the newest if no key exists. */
    private final CRC32C allCompacted = named();
    private final CRC32C notCompacted = new CRC32C();
    private long lengthNotCompacted;
    private final CRC32C deletions = new CRC32C();
    private long lengthDeletions;
    private boolean anyKey;

    /** @param compacted the compact revision; -1 if nothing was compacted */
    EditedHash(long compacted) {
        this.compacted = compacted;
    }

    private static CRC32C named() {
        CRC32C crc = new CRC32C();
        crc.update(BucketName.KEY.getBytes(US_ASCII));
        return crc;
    }

    /**
     * Adds a record that is kept.
     *
     * @param newest   whether it is the newest of a key that exists
     * @param emptyKey whether its key is empty: the record of an earlier bump, which the next one supersedes
     */
    void record(Leaf leaf, int element, boolean newest, boolean emptyKey) {
        anyKey |= newest;
        long main = Revision.mainOf(leaf.buffer(), leaf.keyStart(element));
        if (main > compacted) {
            update(notCompacted, leaf, element);
            lengthNotCompacted += leaf.valueEnd(element) - leaf.keyStart(element);
        } else {
            if (newest) {
                update(newestCompacted, leaf, element);
            }
            if (main < compacted || leaf.keyLength(element) != Revision.TOMBSTONE_KEY_LENGTH) {
                update(allCompacted, leaf, element);
            }
        }
        if (newest && !emptyKey) {
            update(beforeBump, leaf, element);
        }
    }

    /** Adds a deletion after the last record. */
    void append(Tombstone deletion) {
        deletions.update(deletion.buffer().limit(deletion.length()).position(0));
        deletion.buffer().clear();
        lengthDeletions += deletion.length();
    }

    private static void update(CRC32C crc, Leaf leaf, int element) {
        ByteBuffer buffer = leaf.buffer();
        crc.update(buffer.limit(leaf.valueEnd(element)).position(leaf.keyStart(element)));
        buffer.clear();
    }

    PredictedHash predicted() {
        int upToCompaction = (int) (anyKey ? newestCompacted : allCompacted).getValue();
        int upToLast = Crc32c.concat(upToCompaction, (int) notCompacted.getValue(), lengthNotCompacted);
        return new PredictedHash(Crc32c.concat(upToLast, (int) deletions.getValue(), lengthDeletions),
                (int) beforeBump.getValue());
    }
}
