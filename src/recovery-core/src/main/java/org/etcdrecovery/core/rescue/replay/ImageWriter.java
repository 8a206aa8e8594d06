package org.etcdrecovery.core.rescue.replay;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bolt.BoltWriter;
import org.etcdrecovery.core.bolt.BoltWriter.BucketWriter;
import org.etcdrecovery.core.bolt.Bucket;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.PageSink;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.keyspace.BucketName;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.proto.LeaseRecord;

/** Copies a database into a new image, with what a replay has changed. */
final class ImageWriter {
    /** What a server creates the database with on most systems. */
    private static final int PAGE_SIZE = 4096;

    private final ReplayState state;
    private final Sources sources;
    private final BitSet droppedOfBase;
    private final BitSet droppedOfAdded;
    private final BoltWriter writer;
    /** The buckets of every database that have not been written, in order. */
    private final Deque<String> awaited = new ArrayDeque<>(BucketName.ALL);
    private int record;

    private ImageWriter(ReplayState state, Sources sources, Compacted compacted, PageSink sink, int pageSize)
            throws IOException {
        this.state = state;
        this.sources = sources;
        this.droppedOfBase = compacted.ofBase();
        this.droppedOfAdded = compacted.ofAdded();
        this.writer = new BoltWriter(sink, pageSize);
    }

    /** Writes the image. */
    static void write(Base base, ReplayState state, Sources sources, Compacted compacted, PageSink sink,
            Progress progress) throws IOException {
        Optional<BoltFile> file = base.file();
        ImageWriter image = new ImageWriter(state, sources, compacted, sink,
                file.map(found -> found.meta().pageSize()).orElse(PAGE_SIZE));
        if (file.isPresent()) {
            file.get().walk(image::bucket, progress);
        }
        while (!image.awaited.isEmpty()) {
            image.add(image.awaited.remove());
        }
        image.writer.finish();
    }

    private LeafVisitor bucket(Bucket bucket) throws IOException {
        byte[] name = bucket.nameBytes();
        while (!awaited.isEmpty() && Arrays.compareUnsigned(Buckets.bytes(awaited.element()), name) < 0) {
            add(awaited.remove());
        }
        if (!bucket.name().equals(awaited.peek())) {
            return copy(writer.bucket(name, bucket.sequence()));
        }
        return switch (awaited.remove()) {
            case BucketName.KEY -> keys(writer.bucket(name, bucket.sequence()));
            case BucketName.LEASE -> leases(writer.bucket(name, bucket.sequence()));
            case String small -> small(small, bucket.sequence());
        };
    }

    /** Adds a bucket that the database lacks. */
    private void add(String name) throws IOException {
        switch (name) {
            case BucketName.KEY -> keys(writer.bucket(Buckets.bytes(name), 0)).end();
            case BucketName.LEASE -> leases(writer.bucket(Buckets.bytes(name), 0)).end();
            default -> small(name, 0).end();
        }
    }

    private static void put(Leaf leaf, int element, BucketWriter target) throws IOException {
        target.put(leaf.buffer(), leaf.keyStart(element), leaf.keyLength(element), leaf.valueStart(element),
                leaf.valueLength(element));
    }

    private static LeafVisitor copy(BucketWriter target) {
        return new LeafVisitor() {
            @Override
            public void leaf(Leaf leaf) throws IOException {
                for (int i = 0; i < leaf.count(); i++) {
                    put(leaf, i, target);
                }
            }

            @Override
            public void end() throws IOException {
                target.close();
            }
        };
    }

    /** Writes a bucket that is held whole. */
    private LeafVisitor small(String name, long sequence) {
        BucketWriter target = writer.bucket(Buckets.bytes(name), sequence);
        return new LeafVisitor() {
            @Override
            public void leaf(Leaf leaf) {
                // Its records are held, with what has changed.
            }

            @Override
            public void end() throws IOException {
                for (Map.Entry<byte[], byte[]> entry : state.buckets().records(name).entrySet()) {
                    target.put(entry.getKey(), entry.getValue());
                }
                target.close();
            }
        };
    }

    /** Leaves out what the compaction removes, and appends what the replay has added. */
    private LeafVisitor keys(BucketWriter target) {
        return new LeafVisitor() {
            @Override
            public void leaf(Leaf leaf) throws IOException {
                for (int i = 0; i < leaf.count(); i++, record++) {
                    if (!droppedOfBase.get(record)) {
                        put(leaf, i, target);
                    }
                }
            }

            @Override
            public void end() throws IOException {
                List<NewRecord> added = state.keys().added();
                for (int i = droppedOfAdded.nextClearBit(0); i < added.size(); i = droppedOfAdded.nextClearBit(i + 1)) {
                    target.put(added.get(i).recordKey(), added.get(i).recordValue(sources));
                }
                target.close();
            }
        };
    }

    /** Merges the changed leases into those of the database. */
    private LeafVisitor leases(BucketWriter target) {
        NavigableMap<Long, Optional<LeaseRecord>> changes = state.leases().changes();
        return new LeafVisitor() {
            private Map.Entry<Long, Optional<LeaseRecord>> next = changes.firstEntry();

            @Override
            public void leaf(Leaf leaf) throws IOException {
                for (int i = 0; i < leaf.count(); i++) {
                    long id = Long.reverseBytes(leaf.buffer().getLong(leaf.keyStart(i)));
                    while (next != null && Long.compareUnsigned(next.getKey(), id) < 0) {
                        putNext();
                    }
                    if (next != null && next.getKey() == id) {
                        putNext();
                    } else {
                        put(leaf, i, target);
                    }
                }
            }

            private void putNext() throws IOException {
                byte[] key = ByteBuffer.allocate(Long.BYTES).putLong(next.getKey()).array();
                if (next.getValue().isPresent()) {
                    target.put(key, next.getValue().get().toByteArray());
                }
                next = changes.higherEntry(next.getKey());
            }

            @Override
            public void end() throws IOException {
                while (next != null) {
                    putNext();
                }
                target.close();
            }
        };
    }
}
