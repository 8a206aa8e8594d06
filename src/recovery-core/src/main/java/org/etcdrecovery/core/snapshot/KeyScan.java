package org.etcdrecovery.core.snapshot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.keyspace.KeyValueReader;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.progress.Progress;

/** Visits the keys that exist at the last revision of a snapshot, each with its newest record. */
public final class KeyScan implements LeafVisitor {
    private final BitSet newest;
    private final KeyValueReader keyValue = new KeyValueReader();
    private final Consumer consumer;
    private int record;

    /** Receives the keys in the order of the revisions at which they were last written. */
    @FunctionalInterface
    public interface Consumer {
        /**
         * Receives a key that exists.
         *
         * @param buffer   the buffer that holds the record; valid only during the call, like the reader
         * @param keyValue says where the fields are in the buffer
         */
        void key(ByteBuffer buffer, KeyValueReader keyValue);
    }

    /**
     * @param newest which records are the newest of a key, from an earlier pass over the same bucket
     */
    public KeyScan(BitSet newest, Consumer consumer) {
        this.newest = newest;
        this.consumer = consumer;
    }

    /**
     * Reads a snapshot, or a database that no server has open. The source stays open.
     *
     * @throws MalformedDataException                     if the file is damaged or not an etcd database
     * @throws IOException                                if it cannot be read
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public static void scan(ByteSource source, Consumer consumer, Progress progress) throws IOException {
        KeyBucket bucket = KeyBucket.open(source);
        bucket.walk(new KeyScan(bucket.newest(progress), consumer), progress);
    }

    /**
     * As {@link #scan(ByteSource, Consumer, Progress)}, but in one pass if the newest records of this file are known.
     *
     * @param known the newest records that an inspection found
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
