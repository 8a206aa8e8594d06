package org.etcdrecovery.core.restore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bolt.BoltWriter;
import org.etcdrecovery.core.bolt.Bucket;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.PageSink;
import org.etcdrecovery.core.bolt.TreeVisitor;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.restore.Edit.Records;
import org.etcdrecovery.core.snapshot.StatusHash;

/** The one pass from the snapshot through the edits into a new image. */
final class DatabaseCopy implements TreeVisitor {
    private final DatabaseEdits edits;
    private final BoltWriter writer;
    private final StatusHash sourceHash = new StatusHash();
    /** Buckets that have to be there and have not come by yet, in order. */
    private final Deque<byte[]> awaited;

    private DatabaseCopy(DatabaseEdits edits, BoltWriter writer) {
        this.edits = edits;
        this.writer = writer;
        this.awaited = new ArrayDeque<>(edits.required());
    }

    /**
     * Copies a database.
     *
     * @return the hash of what was read, as the status of the snapshot has it
     * @throws org.etcdrecovery.core.bytes.MalformedDataException when the snapshot is damaged
     */
    static int run(BoltFile source, DatabaseEdits edits, PageSink sink, Progress progress) throws IOException {
        BoltWriter writer = new BoltWriter(sink, source.meta().pageSize());
        DatabaseCopy copy = new DatabaseCopy(edits, writer);
        source.walk(copy, progress);
        while (!copy.awaited.isEmpty()) {
            copy.addEmpty(copy.awaited.remove());
        }
        writer.finish();
        return copy.sourceHash.value();
    }

    @Override
    public LeafVisitor bucket(Bucket bucket) throws IOException {
        byte[] name = bucket.nameBytes();
        while (!awaited.isEmpty() && Arrays.compareUnsigned(awaited.element(), name) < 0) {
            addEmpty(awaited.remove());
        }
        if (!awaited.isEmpty() && Arrays.equals(awaited.element(), name)) {
            awaited.remove();
        }
        sourceHash.bucket(bucket);
        Records records = records(name, bucket.sequence());
        return new LeafVisitor() {
            @Override
            public void leaf(Leaf leaf) throws IOException {
                sourceHash.leaf(leaf);
                for (int i = 0; i < leaf.count(); i++) {
                    records.record(leaf.buffer(), leaf.keyStart(i), leaf.keyLength(i), leaf.valueStart(i),
                            leaf.valueLength(i));
                }
            }

            @Override
            public void end() throws IOException {
                records.end();
            }
        };
    }

    private void addEmpty(byte[] name) throws IOException {
        records(name, 0).end();
    }

    private Records records(byte[] name, long sequence) {
        BoltWriter.BucketWriter target = writer.bucket(name, sequence);
        return edits.of(name).before(new Records() {
            @Override
            public void record(ByteBuffer buffer, int keyStart, int keyLength, int valueStart, int valueLength)
                    throws IOException {
                target.put(buffer, keyStart, keyLength, valueStart, valueLength);
            }

            @Override
            public void end() throws IOException {
                target.close();
            }
        });
    }
}
