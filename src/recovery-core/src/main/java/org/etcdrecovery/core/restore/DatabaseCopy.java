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
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.restore.Edit.Records;
import org.etcdrecovery.core.snapshot.NewestRecords;
import org.etcdrecovery.core.snapshot.PassListener;
import org.etcdrecovery.core.snapshot.StatusHash;

/** Copies the snapshot through the edits into a new image, in one pass. */
final class DatabaseCopy implements PassListener {
    private final DatabaseEdits edits;
    private final BoltWriter writer;
    /** Required buckets that the pass has not reached yet, in order. */
    private final Deque<byte[]> awaited;
    private final StatusHash hash = new StatusHash();

    /**
     * @param source the database that the pass reads
     * @param sink   receives the image
     */
    DatabaseCopy(BoltFile source, DatabaseEdits edits, PageSink sink) throws IOException {
        this.edits = edits;
        this.writer = new BoltWriter(sink, source.meta().pageSize());
        this.awaited = new ArrayDeque<>(edits.required());
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
        Records records = records(name, bucket.sequence());
        return new LeafVisitor() {
            @Override
            public void leaf(Leaf leaf) throws IOException {
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

    /** Adds the required buckets that the source lacks, and completes the image. */
    @Override
    public void end() throws IOException {
        while (!awaited.isEmpty()) {
            addEmpty(awaited.remove());
        }
        writer.finish();
    }

    /**
     * What the complete image holds.
     *
     * @param newest the newest records of the source
     */
    Content content(NewestRecords newest) {
        return new Content(hash.value(), edits.newest(newest));
    }

    /** The hash over all records of the complete image. */
    int hash() {
        return hash.value();
    }

    private void addEmpty(byte[] name) throws IOException {
        records(name, 0).end();
    }

    private Records records(byte[] name, long sequence) {
        BoltWriter.BucketWriter target = writer.bucket(name, sequence);
        hash.bucket(name);
        return edits.of(name).before(new Records() {
            @Override
            public void record(ByteBuffer buffer, int keyStart, int keyLength, int valueStart, int valueLength)
                    throws IOException {
                hash.record(buffer, keyStart, keyLength, valueStart, valueLength);
                target.put(buffer, keyStart, keyLength, valueStart, valueLength);
            }

            @Override
            public void end() throws IOException {
                target.close();
            }
        });
    }
}
