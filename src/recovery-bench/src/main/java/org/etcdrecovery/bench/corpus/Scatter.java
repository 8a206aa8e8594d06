package org.etcdrecovery.bench.corpus;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Copies an image without free pages into a larger one, with every run of pages moved elsewhere and the other pages
 * free. A database looks like this after long use has mixed its pages and much has been deleted.
 *
 * <p>Runs and free pages are shuffled like a pack of cards and dealt one after the other, so no two runs overlap. Then
 * everything that refers to a page is rewritten: the page's own header, the children in branch pages, the buckets in
 * the root, and the meta pages. A free page holds what a freed page would hold: an old copy of some page.
 */
final class Scatter {
    private static final int META_PAGES = 2;
    private static final int HEADER_LENGTH = 16;
    private static final int ELEMENT_LENGTH = 16;
    private static final int BRANCH = 1;
    private static final int LEAF = 2;
    private static final int BUCKET = 1;
    private static final int META_ROOT = 32;
    private static final int META_PAGE_COUNT = 56;
    private static final int META_CHECKSUM = 72;
    private static final int FREE = -1;

    private final ImageFile dense;
    private final ImageFile scattered;
    private final int pageSize;
    private final SeededRandom random;
    private final int densePages;
    private final int pages;
    /** The pages that begin a run, or {@link #FREE}, in the order of the new image. */
    private final int[] deal;
    /** The new position of each page that begins a run. */
    private final int[] moved;
    private ByteBuffer run = ByteBuffer.allocate(0);

    private Scatter(ImageFile dense, ImageFile scattered, int pageSize, int factor, SeededRandom random)
            throws IOException {
        this.dense = dense;
        this.scattered = scattered;
        this.pageSize = pageSize;
        this.random = random;
        this.densePages = Math.toIntExact(dense.length() / pageSize);
        this.pages = Math.multiplyExact(densePages, factor);
        this.deal = shuffle();
        this.moved = new int[densePages];
        int next = META_PAGES;
        for (int page : deal) {
            if (page == FREE) {
                next++;
            } else {
                moved[page] = next;
                next += pagesOfRun(page);
            }
        }
    }

    /**
     * Writes the larger image.
     *
     * @param factor how many times as many pages it has
     */
    static void write(ImageFile dense, ImageFile scattered, int pageSize, int factor, SeededRandom random)
            throws IOException {
        new Scatter(dense, scattered, pageSize, factor, random).write();
    }

    private int[] shuffle() throws IOException {
        int[] order = new int[pages];
        int count = 0;
        for (int page = META_PAGES; page < densePages; page += pagesOfRun(page)) {
            order[count++] = page;
        }
        for (int i = 0; i < pages - densePages; i++) {
            order[count++] = FREE;
        }
        for (int i = count - 1; i > 0; i--) {
            int other = random.below(i + 1);
            int swapped = order[i];
            order[i] = order[other];
            order[other] = swapped;
        }
        return Arrays.copyOf(order, count);
    }

    private void write() throws IOException {
        for (int i = 0; i < META_PAGES; i++) {
            scattered.append(ByteBuffer.allocate(pageSize));
        }
        int root = rootOf(load(0, 1));
        for (int page : deal) {
            if (page == FREE) {
                writeStale();
            } else {
                writeRun(page, page == root);
            }
        }
        ByteBuffer metas = load(0, META_PAGES);
        for (int i = 0; i < META_PAGES; i++) {
            rewriteMeta(metas, i * pageSize);
        }
        scattered.overwriteStart(metas);
    }

    private void writeRun(int page, boolean isRoot) throws IOException {
        ByteBuffer bytes = load(page, pagesOfRun(page));
        bytes.putLong(0, moved[page]);
        if (bytes.getShort(8) == BRANCH) {
            rewriteChildren(bytes);
        }
        if (isRoot) {
            rewriteBuckets(bytes);
        }
        scattered.append(bytes);
    }

    private void writeStale() throws IOException {
        int source = META_PAGES + random.below(densePages - META_PAGES);
        ByteBuffer bytes = load(source, 1);
        bytes.putLong(0, scattered.length() / pageSize);
        scattered.append(bytes);
    }

    private void rewriteChildren(ByteBuffer branch) {
        for (int i = 0; i < Short.toUnsignedInt(branch.getShort(10)); i++) {
            int child = HEADER_LENGTH + i * ELEMENT_LENGTH + 8;
            branch.putLong(child, moved[(int) branch.getLong(child)]);
        }
    }

    /** Rewrites the page that each bucket's value begins with: the root of its tree, or 0 if the bucket is inline. */
    private void rewriteBuckets(ByteBuffer root) throws IOException {
        if (root.getShort(8) != LEAF) {
            throw new IOException("the root is not one leaf");
        }
        for (int i = 0; i < Short.toUnsignedInt(root.getShort(10)); i++) {
            int element = HEADER_LENGTH + i * ELEMENT_LENGTH;
            int value = element + root.getInt(element + 4) + root.getInt(element + 8);
            if (root.getInt(element) == BUCKET && root.getLong(value) != 0) {
                root.putLong(value, moved[(int) root.getLong(value)]);
            }
        }
    }

    private void rewriteMeta(ByteBuffer metas, int at) {
        ByteBuffer meta = metas.slice(at, pageSize).order(ByteOrder.LITTLE_ENDIAN);
        meta.putLong(META_ROOT, moved[rootOf(meta)]);
        meta.putLong(META_PAGE_COUNT, pages);
        meta.putLong(META_CHECKSUM, Fnv.hash(meta.slice(HEADER_LENGTH, META_CHECKSUM - HEADER_LENGTH)));
    }

    private static int rootOf(ByteBuffer meta) {
        return (int) meta.getLong(META_ROOT);
    }

    private int pagesOfRun(int page) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        dense.read((long) page * pageSize, header);
        return header.getInt(12) + 1;
    }

    /** Reads pages of the dense image; the next call overwrites them. */
    private ByteBuffer load(int page, int count) throws IOException {
        int length = count * pageSize;
        if (run.capacity() < length) {
            run = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        }
        run.clear().limit(length);
        dense.read((long) page * pageSize, run);
        return run.flip();
    }
}
