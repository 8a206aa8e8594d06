package org.etcdrecovery.core.snapshot;

import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.keyspace.KeyValueReader;
import org.etcdrecovery.core.keyspace.Revision;
import org.jspecify.annotations.Nullable;

/**
 * Checks what is true of every record that etcd writes to the bucket {@code key}, beyond that it decodes. Source: etcd
 * server/storage/mvcc/kvstore_txn.go.
 */
final class RecordShape {
    private RecordShape() {}

    /**
     * Checks a record whose key is sound and whose value decodes.
     *
     * @param bound the revision up to which a revision bump may have left its record
     * @return what is wrong with the record; null if nothing is
     */
    static @Nullable String problem(Leaf leaf, int element, KeyValueReader keyValue, long bound) {
        if (leaf.keyLength(element) == Revision.TOMBSTONE_KEY_LENGTH) {
            boolean keyOnly = keyValue.createRevision() == 0 && keyValue.modRevision() == 0
                    && keyValue.version() == 0 && keyValue.lease() == 0 && keyValue.valueLength() == 0;
            return keyOnly ? null : "a deletion with more than a key";
        }
        long main = Revision.mainOf(leaf.buffer(), leaf.keyStart(element));
        if (leaf.valueLength(element) == 0) {
            return main <= bound
                    ? null
                    : "a record without a value, as a revision bump leaves it, but not marked as"
                            + " compacted";
        }
        if (keyValue.createRevision() < 1 || keyValue.createRevision() > main) {
            return "a key created at revision " + keyValue.createRevision() + " under revision " + main;
        }
        return keyValue.version() < 1 ? "a key of version " + keyValue.version() : null;
    }
}
