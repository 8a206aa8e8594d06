package org.etcdrecovery.core.restore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.edit.Tombstone;
import org.etcdrecovery.core.keyspace.KeyValueReader;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.KeyBucket;

/**
 * Appends deletions of some keys to the bucket {@code key}, all in one revision. It reads the bucket of the source once
 * more for their names, so that memory does not grow with their number.
 *
 * @param source   the snapshot
 * @param newest   the newest records of these keys, counted in key order from 0
 * @param revision the revision of the deletions
 */
record DroppedKeys(ByteSource source, BitSet newest, long revision, Progress progress) implements Edit {
    @Override
    public Records before(Records next) {
        return new Records() {
            @Override
            public void record(ByteBuffer buffer, int keyStart, int keyLength, int valueStart, int valueLength)
                    throws IOException {
                next.record(buffer, keyStart, keyLength, valueStart, valueLength);
            }

            @Override
            public void end() throws IOException {
                KeyBucket.open(source).walk(new Deletions(next), KeyBucket.listing(progress));
                next.end();
            }
        };
    }

    private final class Deletions implements LeafVisitor {
        private final Records next;
        private final KeyValueReader keyValue = new KeyValueReader();
        private final Tombstone tombstone = new Tombstone();
        private int record;
        private int deletions;

        Deletions(Records next) {
            this.next = next;
        }

        @Override
        public void leaf(Leaf leaf) throws IOException {
            for (int i = 0; i < leaf.count(); i++, record++) {
                if (newest.get(record)
                        && keyValue.read(leaf.buffer(), leaf.valueStart(i), leaf.valueLength(i)) == null) {
                    tombstone.of(new Revision(revision, deletions++), leaf.buffer(), keyValue);
                    next.record(tombstone.buffer(), 0, Revision.TOMBSTONE_KEY_LENGTH, Revision.TOMBSTONE_KEY_LENGTH,
                            tombstone.valueLength());
                }
            }
        }
    }
}
