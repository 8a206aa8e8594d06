package org.etcdrecovery.core.snapshot;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.keyspace.KeyValueReader;
import org.etcdrecovery.core.keyspace.Revision;

/** Reads the records of the bucket {@code key}, in the order in which they were written. */
public final class RecordReader implements LeafVisitor {
    private final KeyHistory.RecordProblems problems;
    private final Consumer consumer;
    private final KeyValueReader keyValue = new KeyValueReader();
    private long lastRevision;

    /** Receives the records. */
    @FunctionalInterface
    public interface Consumer {
        /**
         * Receives a record.
         *
         * @param leaf     holds it; valid only during the call, like the reader
         * @param element  its place in the leaf
         * @param keyValue says where its fields are
         */
        void record(Leaf leaf, int element, KeyValueReader keyValue);
    }

    /** @param problems receives each record that cannot be read */
    public RecordReader(KeyHistory.RecordProblems problems, Consumer consumer) {
        this.problems = problems;
        this.consumer = consumer;
    }

    @Override
    public void leaf(Leaf leaf) throws IOException {
        ByteBuffer buffer = leaf.buffer();
        for (int i = 0; i < leaf.count(); i++) {
            String problem = Revision.keyProblem(buffer, leaf.keyStart(i), leaf.keyLength(i));
            if (problem == null) {
                problem = keyValue.read(buffer, leaf.valueStart(i), leaf.valueLength(i));
            }
            if (problem == null) {
                lastRevision = Revision.mainOf(buffer, leaf.keyStart(i));
                consumer.record(leaf, i, keyValue);
            } else {
                problems.found(leaf, i, problem);
            }
        }
    }

    /** The revision of the last record that was read; 0 in an empty keyspace. */
    public long lastRevision() {
        return lastRevision;
    }
}
