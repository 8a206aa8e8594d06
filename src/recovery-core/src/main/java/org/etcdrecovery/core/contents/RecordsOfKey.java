package org.etcdrecovery.core.contents;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.etcdrecovery.core.bolt.KeyRange;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.keyspace.KeyValueReader;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.snapshot.KeyBucket;
import org.etcdrecovery.core.snapshot.KeyHistory;

/** Visits the records of one key, in the order in which they were written. */
final class RecordsOfKey implements LeafVisitor {
    private final KeyHistory.RecordProblems problems;
    private final ByteBuffer key;
    private final KeyRange range;
    private final Consumer consumer;
    private final KeyValueReader keyValue = new KeyValueReader();
    private long lastRevision;

    /** Receives the records of the key. */
    @FunctionalInterface
    interface Consumer {
        /**
         * Receives a record.
         *
         * @param leaf     holds it; valid only during the call, like the reader
         * @param element  its place in the leaf
         * @param keyValue says where its fields are
         */
        void record(Leaf leaf, int element, KeyValueReader keyValue);
    }

    /**
     * Visits all records of a key.
     *
     * @param problems receives each record, of whatever key, that cannot be read
     */
    RecordsOfKey(KeyHistory.RecordProblems problems, byte[] key, Consumer consumer) {
        this(problems, key, KeyRange.ALL, consumer);
    }

    /** Visits the records of a key that one transaction wrote, and reads only the pages on the path to them. */
    static RecordsOfKey at(ByteSource source, byte[] key, long main, Consumer consumer) {
        return new RecordsOfKey(KeyBucket.refusing(source), key,
                KeyRange.of(new Revision(main, 0).toKey(), new Revision(main + 1, 0).toKey()),
                (leaf, element, keyValue) -> {
                    if (Revision.mainOf(leaf.buffer(), leaf.keyStart(element)) == main) {
                        consumer.record(leaf, element, keyValue);
                    }
                });
    }

    private RecordsOfKey(KeyHistory.RecordProblems problems, byte[] key, KeyRange range, Consumer consumer) {
        this.problems = problems;
        this.key = ByteBuffer.wrap(key);
        this.range = range;
        this.consumer = consumer;
    }

    @Override
    public KeyRange range() {
        return range;
    }

    @Override
    public void leaf(Leaf leaf) throws IOException {
        ByteBuffer buffer = leaf.buffer();
        for (int i = 0; i < leaf.count(); i++) {
            String problem = Revision.keyProblem(buffer, leaf.keyStart(i), leaf.keyLength(i));
            if (problem == null) {
                problem = keyValue.read(buffer, leaf.valueStart(i), leaf.valueLength(i));
            }
            if (problem != null) {
                problems.found(leaf, i, problem);
                continue;
            }
            lastRevision = Revision.mainOf(buffer, leaf.keyStart(i));
            if (keyValue.keyLength() == key.capacity()
                    && buffer.slice(keyValue.keyStart(), key.capacity()).equals(key)) {
                consumer.record(leaf, i, keyValue);
            }
        }
    }

    /** The revision of the last record that was visited, of whatever key; 0 in an empty keyspace. */
    long lastRevision() {
        return lastRevision;
    }
}
