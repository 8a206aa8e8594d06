package org.etcdrecovery.core.bolt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.etcdrecovery.core.bytes.DirectBuffers;

/**
 * Writes a bbolt file from sorted buckets of sorted elements, densely and in one pass.
 *
 * <p>Pages are numbered in the order in which they are appended: leaves and branches as they fill, the root last. No
 * freelist is stored, as etcd on Linux does it; every version opens that. Memory does not grow with the file: a page or
 * two a level are under construction. Verified with servers of etcd 3.4 to 3.7 and with {@code bbolt check}.
 *
 * <p>Buckets and keys come in ascending order of unsigned bytes, without duplicates and never empty. Anything else is
 * an {@link IllegalArgumentException}: a walk has refused such input before it came here.
 */
public final class BoltWriter {
    private static final int META_PAGES = 2;
    private static final int BUCKET_FLAG = 1;

    private final PageSink sink;
    private final PageOutput output;
    private final LeafBuilder root = new LeafBuilder();
    private boolean bucketOpen;

    /**
     * Begins an image.
     *
     * @param pageSize bytes in a page, a power of two from 1024
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
     * Begins the next bucket; the one before has been closed.
     *
     * @param sequence as in the bucket that is copied; 0 in all of etcd's
     */
    public BucketWriter bucket(byte[] name, long sequence) {
        if (bucketOpen) {
            throw new IllegalStateException("the bucket before is still open");
        }
        bucketOpen = true;
        return new BucketWriter(name, sequence);
    }

    /**
     * Writes the root and the metas. The image is complete then, and exactly as long as the meta says.
     */
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

        /** Adds an element that stands in a buffer; the buffer's position and limit do not matter. */
        public void put(ByteBuffer buffer, int keyStart, int keyLength, int valueStart, int valueLength)
                throws IOException {
            tree.put(buffer, keyStart, keyLength, valueStart, valueLength);
        }

        /** Adds an element. */
        public void put(byte[] key, byte[] value) throws IOException {
            put(DirectBuffers.copyOf(key, value), 0, key.length, key.length, value.length);
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
