package org.etcdrecovery.core.bolt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.etcdrecovery.core.bytes.DirectBuffers;

/**
 * Writes a bbolt file from sorted buckets of sorted elements in one pass, with full pages.
 *
 * <p>Pages are numbered in the order in which they are appended: leaves and branches as they fill, the root last. The
 * file stores no freelist, like a database of etcd on Linux; every version opens that. Memory use does not grow with
 * the file: each level of the tree holds a page or two. Verified with servers of all releases and with {@code bbolt
 * check}.
 *
 * <p>Buckets and keys must come in ascending order of unsigned bytes, without duplicates, and none may be empty.
 * Anything else is an {@link IllegalArgumentException}: the walk that feeds this writer refuses such input first.
 */
public final class BoltWriter {
    private static final int META_PAGES = 2;
    private static final int BUCKET_FLAG = 1;

    private final PageSink sink;
    private final PageOutput output;
    private final LeafBuilder root = new LeafBuilder();
    /** Holds an element that comes as arrays. A buffer for each would be freed by the garbage collector alone. */
    private ByteBuffer record = DirectBuffers.allocate(0);
    private boolean bucketOpen;

    /**
     * Begins an image.
     *
     * @param pageSize bytes in a page, a power of two, at least 1024
     */
    public BoltWriter(PageSink sink, int pageSize) throws IOException {
        if (pageSize < Meta.MIN_PAGE_SIZE || pageSize > Meta.MAX_PAGE_SIZE || Integer.bitCount(pageSize) != 1) {
            throw new IllegalArgumentException("page size " + pageSize);
        }
        this.sink = sink;
        this.output = new PageOutput(sink, pageSize);
        output.skip(META_PAGES);
    }

    /**
     * Begins the next bucket. The previous one must be closed.
     *
     * @param sequence the sequence of the bucket that is copied; etcd always has 0
     */
    public BucketWriter bucket(byte[] name, long sequence) {
        if (bucketOpen) {
            throw new IllegalStateException("the previous bucket is still open");
        }
        bucketOpen = true;
        return new BucketWriter(name, sequence);
    }

    /** Writes the root and the metas, which completes the image; it is exactly as long as the meta says. */
    public Meta finish() throws IOException {
        if (bucketOpen) {
            throw new IllegalStateException("a bucket is still open");
        }
        long rootPage = output.write(root);
        Meta newest = new Meta(output.pageSize(), rootPage, 0, Meta.NO_FREELIST, output.nextPage(), 1);
        Meta older = new Meta(output.pageSize(), rootPage, 0, Meta.NO_FREELIST, output.nextPage(), 0);
        ByteBuffer metas = ByteBuffer.allocate(META_PAGES * output.pageSize()).order(ByteOrder.LITTLE_ENDIAN);
        encode(older, 0, metas);
        encode(newest, 1, metas);
        sink.overwriteStart(metas.clear());
        return newest;
    }

    private void encode(Meta meta, int page, ByteBuffer metas) {
        int at = page * output.pageSize();
        new PageHeader(page, PageHeader.META, 0, 0).encode(metas, at);
        meta.encode(metas.position(at + PageHeader.LENGTH));
    }

    /** Takes the elements of one bucket. */
    public final class BucketWriter {
        private final byte[] name;
        private final long sequence;
        private final TreeBuilder tree = new TreeBuilder(output);

        private BucketWriter(byte[] name, long sequence) {
            this.name = name.clone();
            this.sequence = sequence;
        }

        /** Adds an element from a buffer, whose position and limit do not matter. */
        public void put(ByteBuffer buffer, int keyStart, int keyLength, int valueStart, int valueLength)
                throws IOException {
            tree.put(buffer, keyStart, keyLength, valueStart, valueLength);
        }

        /** Adds an element. */
        public void put(byte[] key, byte[] value) throws IOException {
            int length = Math.addExact(key.length, value.length);
            if (record.capacity() < length) {
                record = DirectBuffers.allocate(Math.addExact(length, length / 2));
            }
            record.clear().put(key).put(value);
            put(record, 0, key.length, key.length, value.length);
        }

        /** Ends the bucket. */
        public void close() throws IOException {
            byte[] inline = tree.inlineImage();
            ByteBuffer value = ByteBuffer.allocate(Bucket.HEADER_LENGTH + inline.length).order(ByteOrder.LITTLE_ENDIAN);
            value.putLong(inline.length > 0 ? 0 : tree.finish()).putLong(sequence).put(inline);
            root.add(DirectBuffers.copyOf(name, value.array()), 0, name.length, name.length, value.capacity(),
                    BUCKET_FLAG);
            bucketOpen = false;
        }

        @Override
        public String toString() {
            return "bucket " + Arrays.toString(name);
        }
    }
}
