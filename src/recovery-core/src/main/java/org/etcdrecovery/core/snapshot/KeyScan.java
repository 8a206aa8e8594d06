package org.etcdrecovery.core.snapshot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.keyspace.KeyValueReader;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.progress.Progress;

/** Goes through the keys that exist at the end of a snapshot, each with its newest record. */
public final class KeyScan implements LeafVisitor {
    private final KeyHistory history;
    private final KeyValueReader keyValue = new KeyValueReader();
    private final Consumer consumer;
    private long record;

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
     * @param history what one pass over the same bucket has found
     */
    KeyScan(KeyHistory history, Consumer consumer) {
        this.history = history;
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
    static void scan(ByteSource source, Consumer consumer, Progress progress) throws IOException {
        KeyBucket bucket = KeyBucket.open(source);
        KeyHistory history = bucket.newest(progress);
        bucket.walk(new KeyScan(history, consumer), progress);
    }

    @Override
    public void leaf(Leaf leaf) {
        for (int i = 0; i < leaf.count(); i++, record++) {
            if (history.isNewest(record) && leaf.keyLength(i) == Revision.KEY_LENGTH
                    && keyValue.read(leaf.buffer(), leaf.valueStart(i), leaf.valueLength(i)) == null) {
                consumer.key(leaf.buffer(), keyValue);
            }
        }
    }
}
