package org.etcdrecovery.core.rescue;

import java.io.IOException;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bolt.KeyRange;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.keyspace.KeyValueReader;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.KeyBucket;

/** Reads the records of a range of revisions, and only the pages that hold them. */
final class RevisionRange implements LeafVisitor {
    private final long first;
    private final long last;
    private final Receiver receiver;
    private final KeyValueReader keyValue = new KeyValueReader();

    /** Takes the records that decode. */
    @FunctionalInterface
    interface Receiver {
        /**
         * Takes a record.
         *
         * @param keyValue its value, which is overwritten by the next record
         */
        void record(Leaf leaf, int element, long main, KeyValueReader keyValue);
    }

    private RevisionRange(long first, long last, Receiver receiver) {
        this.first = first;
        this.last = last;
        this.receiver = receiver;
    }

    /**
     * Reads a database that was found sound.
     *
     * @param first the first revision
     * @param last  the last one, included
     * @throws MalformedDataException if it is no longer sound
     */
    static void read(ByteSource source, long first, long last, Receiver receiver, Progress progress)
            throws IOException {
        RevisionRange range = new RevisionRange(first, last, receiver);
        BoltFile.open(source).walk(bucket -> bucket.name().equals(KeyBucket.NAME) ? range : null, progress);
    }

    @Override
    public KeyRange range() {
        return KeyRange.of(new Revision(first, 0).toKey(), new Revision(last + 1, 0).toKey());
    }

    @Override
    public void leaf(Leaf leaf) {
        for (int i = 0; i < leaf.count(); i++) {
            int key = leaf.keyStart(i);
            if (Revision.keyProblem(leaf.buffer(), key, leaf.keyLength(i)) != null) {
                continue;
            }
            long main = Revision.mainOf(leaf.buffer(), key);
            if (main >= first && main <= last
                    && keyValue.read(leaf.buffer(), leaf.valueStart(i), leaf.valueLength(i)) == null) {
                receiver.record(leaf, i, main, keyValue);
            }
        }
    }
}
