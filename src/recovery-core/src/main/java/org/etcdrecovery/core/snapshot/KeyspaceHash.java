package org.etcdrecovery.core.snapshot;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.keyspace.KeyValueReader;
import org.etcdrecovery.core.keyspace.Revision;

/**
 * Computes a HashKV over the bucket {@code key}, in a second pass after a {@link KeyHistory} has found the newest
 * record of each key.
 *
 * <p>A record of revision (m, s) counts when
 * <ol>
 * <li>m ≤ the hash revision, and
 * <li>m &gt; the compact revision, or no key exists at the hash revision, or it is the newest of a key that exists, and
 * <li>it is not a deletion at the compact revision itself.
 * </ol>
 * Source: etcd server/storage/mvcc/hash.go of 3.4.34, 3.5.16, 3.6 and later. Older servers lack the third condition, and
 * delete what it excludes, so the hash is the same.
 */
final class KeyspaceHash implements LeafVisitor {
    private final KeyHistory history;
    private final long revision;
    private final long compactRevision;
    private final boolean skipEmptyKey;
    private final CRC32C crc = new CRC32C();
    private final KeyValueReader keyValue = new KeyValueReader();
    private long record;

    private KeyspaceHash(KeyHistory history, long revision, long compactRevision, boolean skipEmptyKey) {
        this.history = history;
        this.revision = revision;
        this.compactRevision = compactRevision;
        this.skipEmptyKey = skipEmptyKey;
        crc.update("key".getBytes(US_ASCII));
    }

    /** The hash that a member answers at a revision. */
    static KeyspaceHash at(long revision, long compactRevision, KeyHistory history) {
        return new KeyspaceHash(history, revision, compactRevision, false);
    }

    /**
     * The hash as it stands before the record of a revision bump is added, when everything before that record counts as
     * compacted. The record's key is the empty one, so an earlier bump's record no longer counts.
     */
    static KeyspaceHash beforeBump(KeyHistory history) {
        return new KeyspaceHash(history, Long.MAX_VALUE, Long.MAX_VALUE, true);
    }

    @Override
    public void leaf(Leaf leaf) {
        ByteBuffer buffer = leaf.buffer();
        int from = -1;
        int to = -1;
        for (int i = 0; i < leaf.count(); i++, record++) {
            if (!counts(leaf, i)) {
                continue;
            }
            // Records that count and follow each other are hashed in one call.
            if (to != leaf.keyStart(i)) {
                update(buffer, from, to);
                from = leaf.keyStart(i);
            }
            to = leaf.valueEnd(i);
        }
        update(buffer, from, to);
    }

    private boolean counts(Leaf leaf, int element) {
        long main = Revision.mainOf(leaf.buffer(), leaf.keyStart(element));
        if (main > revision) {
            return false;
        }
        if (main > compactRevision) {
            return true;
        }
        if (skipEmptyKey) {
            return history.isNewest(record) && !isOfEmptyKey(leaf, element);
        }
        boolean tombstone = leaf.keyLength(element) == Revision.TOMBSTONE_KEY_LENGTH;
        return (history.isNewest(record) || history.livingKeys() == 0) && !(tombstone && main == compactRevision);
    }

    private boolean isOfEmptyKey(Leaf leaf, int element) {
        return keyValue.read(leaf.buffer(), leaf.valueStart(element), leaf.valueLength(element)) == null
                && keyValue.keyLength() == 0;
    }

    private void update(ByteBuffer buffer, int from, int to) {
        if (from >= 0) {
            crc.update(buffer.limit(to).position(from));
            buffer.clear();
        }
    }

    int value() {
        return (int) crc.getValue();
    }
}
