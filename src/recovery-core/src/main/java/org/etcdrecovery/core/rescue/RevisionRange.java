package org.etcdrecovery.core.rescue;

import java.io.IOException;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bolt.KeyRange;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.keyspace.BucketName;
import org.etcdrecovery.core.keyspace.KeyValueReader;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.progress.Progress;

/** Reads the records of a range of revisions, and only the pages that hold them. */
final class RevisionRange implements LeafVisitor {
    private final Revision first;
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
         * @return whether more are wanted
         */
        boolean record(Leaf leaf, int element, Revision revision, KeyValueReader keyValue);
    }

    private RevisionRange(Revision first, long last, Receiver receiver) {
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
    static void read(ByteSource source, Revision first, long last, Receiver receiver, Progress progress)
            throws IOException {
        RevisionRange range = new RevisionRange(first, last, receiver);
        try {
            BoltFile.open(source).walk(bucket -> bucket.name().equals(BucketName.KEY) ? range : null, progress);
        } catch (EnoughException e) {
            // The receiver has what it wants.
        }
    }

    /** Ends the walk. */
    private static final class EnoughException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public KeyRange range() {
        // After the greatest revision, the sum overflows to the key that follows it in the order of bytes.
        return KeyRange.of(first.toKey(), new Revision(last + 1, 0).toKey());
    }

    @Override
    public void leaf(Leaf leaf) throws IOException {
        for (int i = 0; i < leaf.count(); i++) {
            int key = leaf.keyStart(i);
            if (Revision.keyProblem(leaf.buffer(), key, leaf.keyLength(i)) != null) {
                continue;
            }
            Revision revision = new Revision(Revision.mainOf(leaf.buffer(), key), Revision.subOf(leaf.buffer(), key));
            if (revision.compareTo(first) >= 0 && revision.main() <= last
                    && keyValue.read(leaf.buffer(), leaf.valueStart(i), leaf.valueLength(i)) == null
                    && !receiver.record(leaf, i, revision, keyValue)) {
                throw new EnoughException();
            }
        }
    }
}
