package org.etcdrecovery.core.contents;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.etcdrecovery.core.bolt.KeyRange;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.snapshot.KeyHistory;
import org.etcdrecovery.core.snapshot.RecordReader;
import org.etcdrecovery.core.snapshot.RecordReader.Consumer;

/** Visits the records of one key, in the order in which they were written. */
final class RecordsOfKey implements LeafVisitor {
    private final KeyRange range;
    private final RecordReader records;

    /**
     * Visits all records of a key.
     *
     * @param problems receives each record, of whatever key, that cannot be read
     */
    RecordsOfKey(KeyHistory.RecordProblems problems, byte[] key, Consumer consumer) {
        this(problems, key, KeyRange.ALL, consumer);
    }

    /** Visits the records of a key that one transaction wrote, and reads only the pages on the path to them. */
    static RecordsOfKey at(KeyHistory.RecordProblems problems, byte[] key, long main, Consumer consumer) {
        return new RecordsOfKey(problems, key,
                KeyRange.of(new Revision(main, 0).toKey(), new Revision(main + 1, 0).toKey()),
                (leaf, element, keyValue) -> {
                    if (Revision.mainOf(leaf.buffer(), leaf.keyStart(element)) == main) {
                        consumer.record(leaf, element, keyValue);
                    }
                });
    }

    private RecordsOfKey(KeyHistory.RecordProblems problems, byte[] key, KeyRange range, Consumer consumer) {
        this.range = range;
        ByteBuffer wanted = ByteBuffer.wrap(key);
        records = new RecordReader(problems, (leaf, element, keyValue) -> {
            if (keyValue.keyLength() == key.length
                    && leaf.buffer().slice(keyValue.keyStart(), key.length).equals(wanted)) {
                consumer.record(leaf, element, keyValue);
            }
        });
    }

    @Override
    public KeyRange range() {
        return range;
    }

    @Override
    public void leaf(Leaf leaf) throws IOException {
        records.leaf(leaf);
    }

    /** The revision of the last record that was visited, of whatever key; 0 in an empty keyspace. */
    long lastRevision() {
        return records.lastRevision();
    }
}
