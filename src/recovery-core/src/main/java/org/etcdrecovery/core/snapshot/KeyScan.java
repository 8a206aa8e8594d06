package org.etcdrecovery.core.snapshot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.BitSet;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.keyspace.KeyValueReader;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.progress.Progress;

/** Goes through the keys that exist at the end of a snapshot, each with its newest record. */
public final class KeyScan implements LeafVisitor {
    private final BitSet newest;
    private final KeyValueReader keyValue = new KeyValueReader();
    private final Consumer consumer;
    private int record;

    /** Sees the keys, by the revision in which each was written last. */
    @FunctionalInterface
    public interface Consumer {
        /**
         * A key that exists.
         *
         * @param buffer   where the record stands; neither it nor the reader may be kept
         * @param keyValue where in it the fields are
         */
        void key(ByteBuffer buffer, KeyValueReader keyValue);
    }

    /**
     * @param newest the records that are the newest of a key, as one pass over the same bucket has found them
     */
    public KeyScan(BitSet newest, Consumer consumer) {
        this.newest = newest;
        this.consumer = consumer;
    }

    /**
     * Reads a snapshot, or a database that no server has open.
     *
     * @throws MalformedDataException                            when the file is damaged or no database of etcd
     * @throws IOException                                       when it cannot be read
     * @throws java.util.concurrent.CancellationException when the progress says so
     */
    public static void scan(Path database, Consumer consumer, Progress progress) throws IOException {
        try (ByteSource source = ByteSource.open(database)) {
            scan(source, consumer, progress);
        }
    }

    /** The same for a database that is open already, and stays so. */
    public static void scan(ByteSource source, Consumer consumer, Progress progress) throws IOException {
        KeyBucket bucket = KeyBucket.open(source);
        bucket.walk(new KeyScan(bucket.newest(progress), consumer), progress);
    }

    /**
     * The same in one pass, if what is known of a file is known of this one.
     *
     * @param known what an inspection has found
     */
    public static void scan(SnapshotFile file, NewestRecords known, Consumer consumer, Progress progress)
            throws IOException {
        if (known.areOf(file)) {
            KeyBucket.open(file.source()).walk(new KeyScan(known.records(), consumer), progress);
        } else {
            scan(file.source(), consumer, progress);
        }
    }

    @Override
    public void leaf(Leaf leaf) {
        for (int i = 0; i < leaf.count(); i++, record++) {
            if (newest.get(record) && leaf.keyLength(i) == Revision.KEY_LENGTH
                    && keyValue.read(leaf.buffer(), leaf.valueStart(i), leaf.valueLength(i)) == null) {
                consumer.key(leaf.buffer(), keyValue);
            }
        }
    }
}
