package org.etcdrecovery.core.bolt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.DirectBuffers;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.progress.Progress;

/**
 * Finds the leaves of one bucket that hold some keys, again and again: it keeps the branches on the way, so that a search
 * mostly reads one page. It checks what it reads, but not the rest of the tree. Not thread-safe.
 */
public final class LeafFinder {
    private static final int MOST_BRANCHES = 2048;

    private final ByteSource source;
    private final Meta meta;
    private final Bucket bucket;
    private final Leaf leaf = new Leaf();
    private final Map<Long, Branch> branches = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Branch> eldest) {
            return size() > MOST_BRANCHES;
        }
    };
    private ByteBuffer page;
    /** How many pages the running visit has seen. */
    private long visited;

    private LeafFinder(ByteSource source, Meta meta, Bucket bucket) {
        this.source = source;
        this.meta = meta;
        this.bucket = bucket;
        this.page = DirectBuffers.allocate(meta.pageSize());
    }

    /**
     * Opens a bucket of a file that may be damaged.
     *
     * @return one finder for each state of the file in which the bucket can be read, the newest first
     * @throws MalformedDataException if neither meta page is valid
     * @throws IOException            if the file cannot be read
     */
    public static List<LeafFinder> openDamaged(ByteSource source, String name) throws IOException {
        List<LeafFinder> finders = new ArrayList<>();
        for (BoltFile file : BoltFile.openDamaged(source)) {
            boolean other = finders.stream().noneMatch(finder -> finder.meta.root() == file.meta().root());
            if (other) {
                file.walk(bucket -> {
                    if (bucket.name().equals(name)) {
                        finders.add(new LeafFinder(source, file.meta(), bucket));
                    }
                    return null;
                }, _ -> {}, Progress.NONE);
            }
        }
        return finders;
    }

    /** Receives what is wrong with pages on the way. */
    @FunctionalInterface
    public interface Damage {
        /**
         * Called for a page of which nothing is visited.
         *
         * @throws MalformedDataException to give up
         */
        void found(MalformedDataException problem) throws MalformedDataException;
    }

    /** Visits the leaves that can hold keys of the visitor's range, and that can be read. */
    public void visit(LeafVisitor visitor, Damage damage) throws IOException {
        visited = 0;
        try {
            visitAll(visitor, damage);
        } catch (MalformedDataException e) {
            damage.found(e);
        }
    }

    private void visitAll(LeafVisitor visitor, Damage damage) throws IOException {
        if (bucket.isInline()) {
            ByteBuffer inline = bucket.inlinePage();
            PageHeader header = PageHeader.decode(inline, 0);
            require(header.flags() == PageHeader.LEAF, bucket.inlineOffset(), "an inline bucket that is no leaf");
            visitLeaf(inline, inline.limit(), bucket.inlineOffset(), header, visitor);
        } else {
            visit(bucket.root(), 0, visitor.range(), visitor, damage);
        }
    }

    private void visit(long id, int depth, KeyRange range, LeafVisitor visitor, Damage damage) throws IOException {
        long offset = id * meta.pageSize();
        // In a sound tree each page is seen once. Branches that are kept may lead in a circle, too.
        require(depth < TreeWalk.MAX_DEPTH && visited < meta.highWater(), offset, "a page that is in the tree again");
        visited++;
        Branch branch = branches.get(id);
        if (branch == null) {
            require(id >= 2 && id < meta.highWater(), offset, "a page out of bounds");
            load(offset, meta.pageSize());
            PageHeader header = PageHeader.decode(page, 0);
            require(header.id() == id && header.overflow() < meta.highWater() - id, offset,
                    "page " + Long.toUnsignedString(header.id()) + " in its place");
            require((header.overflow() + 1) * meta.pageSize() <= PageChecks.MAX_RUN, offset, "too long a run of pages");
            int length = (int) (header.overflow() + 1) * meta.pageSize();
            if (length > meta.pageSize()) {
                load(offset, length);
            }
            if (header.flags() == PageHeader.LEAF) {
                visitLeaf(page, length, offset, header, visitor);
                return;
            }
            require(header.flags() == PageHeader.BRANCH, offset, "a page of type " + header.kind());
            branch = new Branch();
            branch.load(page, 0, length, header.count());
            require(branch.count() == header.count() && branch.count() > 0, offset,
                    "branch element " + branch.count() + " outside the page");
            branches.put(id, branch);
        }
        for (int i = range.firstChild(branch); i < branch.count(); i++) {
            BranchKey end = i + 1 < branch.count() ? branch.key(i + 1) : null;
            if (!range.reaches(branch.key(i), end)) {
                return;
            }
            try {
                visit(branch.child(i), depth + 1, range, visitor, damage);
            } catch (MalformedDataException e) {
                damage.found(e);
            }
        }
    }

    private void load(long offset, int length) throws IOException {
        if (page.capacity() < length) {
            page = DirectBuffers.allocate(length);
        }
        page.clear().limit(length);
        source.read(offset, page);
        page.clear();
    }

    private void visitLeaf(ByteBuffer buffer, int length, long offset, PageHeader header, LeafVisitor visitor)
            throws IOException {
        int sound = leaf.load(buffer, 0, length, offset, header.count());
        require(sound == header.count(), offset, "leaf element " + sound + " outside the page");
        visitor.leaf(leaf);
    }

    private void require(boolean sound, long offset, String otherwise) throws MalformedDataException {
        if (!sound) {
            throw MalformedDataException.damaged(source.name(), offset, "a sound tree", otherwise);
        }
    }
}
