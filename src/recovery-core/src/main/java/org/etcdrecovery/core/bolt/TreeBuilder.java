package org.etcdrecovery.core.bolt;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.bolt.BranchBuilder.Child;

/** Builds the tree of one bucket bottom-up. */
final class TreeBuilder {
    /** bbolt's page header counts elements in 16 bits and reserves the highest value for the freelist. */
    private static final int MAX_ELEMENTS = 0xFFFE;
    /** The longest run that packs several large elements: a server reads and rewrites a run as a whole. */
    private static final int MAX_RUN_PAGES = 16;
    /** A page is full once no more than this fraction of it is empty. */
    private static final int WASTE_DIVISOR = 8;
    /** bbolt keeps a bucket inline up to this fraction of a page. */
    private static final int INLINE_DIVISOR = 4;

    private final PageOutput output;
    private final LeafBuilder leaf = new LeafBuilder();
    private final List<BranchLevel> levels = new ArrayList<>();

    TreeBuilder(PageOutput output) {
        this.output = output;
    }

    void put(ByteBuffer buffer, int keyStart, int keyLength, int valueStart, int valueLength) throws IOException {
        if (leaf.count() > 0 && isFull(LeafBuilder.sizeOf(keyLength, valueLength))) {
            writeLeaf();
        }
        leaf.add(buffer, keyStart, keyLength, valueStart, valueLength, 0);
    }

    /**
     * Whether the next element begins a new page. Elements larger than half a page would leave the rest of their pages
     * empty, so they share a run of pages, which bbolt allows.
     */
    private boolean isFull(int next) {
        if (leaf.count() == MAX_ELEMENTS) {
            return true;
        }
        int pages = output.pagesFor(leaf.size());
        long room = (long) pages * output.pageSize() - leaf.size();
        if (next <= room) {
            return false;
        }
        return pages >= MAX_RUN_PAGES || room <= (long) pages * output.pageSize() / WASTE_DIVISOR;
    }

    /** The page image of a bucket that is small enough for its parent's leaf; empty for a larger one. */
    byte[] inlineImage() throws IOException {
        if (!levels.isEmpty() || leaf.size() > output.pageSize() / INLINE_DIVISOR) {
            return new byte[0];
        }
        ByteArrayOutputStream image = new ByteArrayOutputStream();
        leaf.writeTo(new PageSink() {
            @Override
            public void append(ByteBuffer bytes) {
                byte[] part = new byte[bytes.remaining()];
                bytes.get(part);
                image.writeBytes(part);
            }

            @Override
            public void overwriteStart(ByteBuffer bytes) {
                throw new UnsupportedOperationException("an inline page has no metas");
            }
        }, 0, 0);
        return image.toByteArray();
    }

    /** Writes the remaining pages and returns the root page. */
    long finish() throws IOException {
        writeLeaf();
        for (int i = 0;; i++) {
            Optional<Child> root = levels.get(i).onlyChild();
            if (root.isPresent()) {
                return root.get().page();
            }
            levels.get(i).finish();
        }
    }

    private void writeLeaf() throws IOException {
        byte[] firstKey = leaf.firstKey();
        addTo(0, new Child(firstKey, output.write(leaf)));
    }

    private void addTo(int level, Child child) throws IOException {
        if (level == levels.size()) {
            levels.add(new BranchLevel(output, branch -> addTo(level + 1, branch)));
        }
        levels.get(level).add(child);
    }
}
