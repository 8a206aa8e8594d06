package org.etcdrecovery.core.bolt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.DirectBuffers;
import org.etcdrecovery.core.bytes.MalformedDataException;

/**
 * One page of a file with the pages that follow it as one run, as it is written there, whether or not a tree reaches it: a
 * free page still has what it held last.
 */
public final class PageContent {
    /** The types of pages. */
    public enum Type {
        META, FREELIST, BRANCH, LEAF,
        /** No header of a page: free and never used, or inside a run. */
        NONE
    }

    private final Type type;
    private final int run;
    private final int claimed;
    private final Leaf leaf = new Leaf();
    private final Branch branch = new Branch();
    private final List<Long> free = new ArrayList<>();

    private PageContent(Type type, int run, int claimed) {
        this.type = type;
        this.run = run;
        this.claimed = claimed;
    }

    /**
     * Reads a page.
     *
     * @param limit the maximum number of entries of a freelist to keep
     * @throws MalformedDataException if the file has no such page
     * @throws IOException            if it cannot be read
     */
    public static PageContent read(ByteSource source, Meta meta, long page, int limit) throws IOException {
        long pages = Math.min(meta.highWater(), source.size() / meta.pageSize());
        if (page < 0 || page >= pages) {
            throw MalformedDataException.damaged(source.name(), 0, "page " + page, pages + " pages, counted from 0");
        }
        long offset = page * meta.pageSize();
        PageHeader header = PageHeader.decode(source.read(offset, PageHeader.LENGTH), 0);
        Type type = header.id() == page ? type(header.flags()) : Type.NONE;
        boolean fits = header.overflow() < pages - page
                && (header.overflow() + 1) * meta.pageSize() <= PageChecks.MAX_RUN;
        if (type == Type.NONE || type == Type.META || !fits) {
            return new PageContent(type == Type.META ? type : Type.NONE, 1, 0);
        }
        PageContent content = new PageContent(type, (int) header.overflow() + 1, header.count());
        content.load(source, offset, content.run * meta.pageSize(), limit);
        return content;
    }

    private static Type type(int flags) {
        return switch (flags) {
            case PageHeader.META -> Type.META;
            case PageHeader.FREELIST -> Type.FREELIST;
            case PageHeader.BRANCH -> Type.BRANCH;
            case PageHeader.LEAF -> Type.LEAF;
            default -> Type.NONE;
        };
    }

    private void load(ByteSource source, long offset, int length, int limit) throws IOException {
        if (type == Type.FREELIST) {
            free.addAll(Freelist.entries(source, offset, length, claimed, limit));
            return;
        }
        ByteBuffer bytes = DirectBuffers.allocate(length);
        source.read(offset, bytes);
        bytes.clear();
        if (type == Type.LEAF) {
            leaf.load(bytes, 0, length, offset, claimed);
        } else {
            branch.load(bytes, 0, length, claimed);
        }
    }

    /** What the header says that the page is. */
    public Type type() {
        return type;
    }

    /** The number of pages, at least 1. */
    public int run() {
        return run;
    }

    /** The number of elements in the header; more than can be read in a damaged page. */
    public int claimed() {
        return claimed;
    }

    /** The sound elements of a leaf; none in another page. */
    public Leaf leaf() {
        return leaf;
    }

    /** The number of sound elements of a branch; 0 in another page. */
    public int children() {
        return branch.count();
    }

    /** The page of a child of a branch. */
    public long child(int element) {
        return branch.child(element);
    }

    /** The first key of a child of a branch. */
    public byte[] childKey(int element) {
        return branch.key(element).copy();
    }

    /** The first page numbers that a freelist holds. */
    public List<Long> free() {
        return List.copyOf(free);
    }
}
