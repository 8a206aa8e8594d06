package org.etcdrecovery.core.contents;

import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.keyspace.KeyValueReader;
import org.etcdrecovery.core.keyspace.LeaseId;
import org.etcdrecovery.core.keyspace.Revision;

/**
 * One record of a key: a put or a deletion. A deletion records only the key and its revision.
 *
 * @param revision       when it was written
 * @param tombstone      whether it deletes the key
 * @param createRevision the revision that created the key; 0 for a deletion
 * @param version        the number of writes since its creation; 0 for a deletion
 * @param lease          the bits of the {@link LeaseId}, 0 if it has none; as bits, because one key can have millions of
 *                       records
 * @param valueSize      the length of the value in bytes
 * @param valueOffset    where the value begins in the snapshot, unpacked
 */
public record KeyRecord(Revision revision, boolean tombstone, long createRevision, long version, long lease,
        int valueSize, long valueOffset) {
    static KeyRecord of(Leaf leaf, int element, KeyValueReader keyValue) {
        int key = leaf.keyStart(element);
        return new KeyRecord(
                new Revision(Revision.mainOf(leaf.buffer(), key), Revision.subOf(leaf.buffer(), key)),
                leaf.keyLength(element) == Revision.TOMBSTONE_KEY_LENGTH, keyValue.createRevision(),
                keyValue.version(), keyValue.lease(), keyValue.valueLength(),
                leaf.offset(element) + keyValue.valueStart() - key);
    }

    /** The state in which this record left the key. Must be a put. */
    public KeyRow row(byte[] key) {
        return new KeyRow(key, createRevision, revision.main(), version, LeaseId.of(lease), valueSize);
    }
}
