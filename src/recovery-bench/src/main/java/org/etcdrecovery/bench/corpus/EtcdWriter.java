package org.etcdrecovery.bench.corpus;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a bbolt file from sorted buckets. Its pages are as full as those of a server that received the same writes in
 * this order. etcd asks bbolt to fill pages to nine tenths where keys only grow, and bbolt puts at least two elements
 * on every page, so records of half a page or more leave much of their pages empty. Sources: bbolt node.go ({@code
 * split}, {@code splitIndex}), etcd server/storage/backend/batch_tx.go.
 */
final class EtcdWriter {
    private static final int META_PAGES = 2;
    private static final int LEAST_ELEMENTS = 2;
    private static final int FILL_TENTHS = 9;
    private static final int INLINE_DIVISOR = 4;
    private static final int BUCKET_FLAG = 1;
    private static final int BUCKET_HEADER_LENGTH = 16;
    private static final short META_FLAG = 4;
    private static final int MAGIC = 0xED0CDAED;
    private static final int VERSION = 2;
    private static final long NO_FREELIST = -1;
    private static final int PAGE_HEADER_LENGTH = 16;
    private static final int META_LENGTH = 56;

    private final ImageFile file;
    private final int pageSize;
    private final TreePage root = new TreePage(TreePage.LEAF);
    private long nextPage = META_PAGES;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Child(byte[] firstKey, long page) {}

    EtcdWriter(ImageFile file, int pageSize) throws IOException {
        this.file = file;
        this.pageSize = pageSize;
        file.append(ByteBuffer.allocate(META_PAGES * pageSize));
    }

    /** Begins the next bucket; the previous one must be closed. */
    BucketWriter bucket(byte[] name) {
        return new BucketWriter(name);
    }

    /** Writes the root bucket and the meta pages. */
    void finish() throws IOException {
        long rootPage = write(root);
        ByteBuffer metas = ByteBuffer.allocate(META_PAGES * pageSize).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < META_PAGES; i++) {
            meta(metas.slice(i * pageSize, pageSize).order(ByteOrder.LITTLE_ENDIAN), i, rootPage);
        }
        file.overwriteStart(metas);
    }

    private void meta(ByteBuffer page, int number, long rootPage) {
        page.putLong(number).putShort(META_FLAG).position(PAGE_HEADER_LENGTH);
        page.putInt(MAGIC).putInt(VERSION).putInt(pageSize).putInt(0).putLong(rootPage).putLong(0);
        page.putLong(NO_FREELIST).putLong(nextPage).putLong(number);
        page.putLong(Fnv.hash(page.slice(PAGE_HEADER_LENGTH, META_LENGTH)));
    }

    private long write(TreePage page) throws IOException {
        int pages = (page.size() + pageSize - 1) / pageSize;
        long id = nextPage;
        file.append(page.bytes(id, pages - 1, pages * pageSize));
        page.clear();
        nextPage += pages;
        return id;
    }

    private boolean isFull(TreePage page, int next) {
        return page.count() >= LEAST_ELEMENTS
                && page.size() + TreePage.ELEMENT_LENGTH + next > pageSize * FILL_TENTHS / 10;
    }

    /** Takes the elements of one bucket in key order. */
    final class BucketWriter {
        private final byte[] name;
        private final TreePage leaf = new TreePage(TreePage.LEAF);
        /** The pages of the level under construction, a few numbers each. */
        private List<Child> children = new ArrayList<>();

        private BucketWriter(byte[] name) {
            this.name = name.clone();
        }

        /**
         * Adds an element.
         *
         * @param bytes the key, followed by the value
         */
        void put(byte[] bytes, int keyLength, int valueLength) throws IOException {
            if (isFull(leaf, keyLength + valueLength)) {
                writeTo(children, leaf);
            }
            leaf.addElement(0, bytes, keyLength, valueLength);
        }

        private void writeTo(List<Child> parents, TreePage page) throws IOException {
            byte[] firstKey = page.firstKey();
            parents.add(new Child(firstKey, write(page)));
        }

        /** Ends the bucket. A small one is stored inline in the root bucket. */
        void close() throws IOException {
            boolean inline = children.isEmpty() && leaf.size() <= pageSize / INLINE_DIVISOR;
            ByteBuffer page = inline ? leaf.bytes(0, 0, leaf.size()) : ByteBuffer.allocate(0);
            int length = BUCKET_HEADER_LENGTH + page.remaining();
            ByteBuffer element = ByteBuffer.allocate(name.length + length).order(ByteOrder.LITTLE_ENDIAN);
            element.put(name).putLong(inline ? 0 : finishTree()).putLong(0).put(page);
            root.addElement(BUCKET_FLAG, element.array(), name.length, length);
        }

        private long finishTree() throws IOException {
            writeTo(children, leaf);
            while (children.size() > 1) {
                children = branches();
            }
            return children.getFirst().page();
        }

        private List<Child> branches() throws IOException {
            List<Child> parents = new ArrayList<>();
            TreePage branch = new TreePage(TreePage.BRANCH);
            for (int i = 0; i < children.size(); i++) {
                Child child = children.get(i);
                // The last page gets at least two elements as well.
                if (isFull(branch, child.firstKey().length) && children.size() - i >= LEAST_ELEMENTS) {
                    writeTo(parents, branch);
                }
                branch.addChild(child.firstKey(), child.page());
            }
            writeTo(parents, branch);
            return parents;
        }
    }
}
