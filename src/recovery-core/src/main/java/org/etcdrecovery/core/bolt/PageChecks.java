package org.etcdrecovery.core.bolt;

import java.io.IOException;
import java.util.BitSet;

/** Decides which pages a walk may enter: those within the file, of the right kind, and each only once. */
final class PageChecks {
    /** Longer than any run that etcd can write: a few values of its request limit, 1.5 MiB by default. */
    static final int MAX_RUN = 128 << 20;

    private final Meta meta;
    /** The pages that the file holds; fewer than the meta says if it was cut off. */
    private final long pages;
    private final KeyOrder.Reporter reporter;
    private final BitSet reached = new BitSet();

    /** @param size the size of the file in bytes */
    PageChecks(Meta meta, long size, KeyOrder.Reporter reporter) {
        this.meta = meta;
        this.pages = Math.min(meta.highWater(), size / meta.pageSize());
        this.reporter = reporter;
    }

    /** The pages that were accepted. */
    BitSet reached() {
        return reached;
    }

    /** Whether a page can be read. */
    boolean isWithinFile(long id, int depth) throws IOException {
        if (id < 2 || id >= meta.highWater()) {
            report(depth, 0, "out of bounds: page " + Long.toUnsignedString(id) + " of " + meta.highWater());
            return false;
        }
        if (id >= pages) {
            report(depth, 0, "page " + id + " lies behind the end of the file");
            return false;
        }
        if (depth >= TreeWalk.MAX_DEPTH) {
            report(depth - 1, offset(id), "the tree is deeper than " + TreeWalk.MAX_DEPTH + " pages");
            return false;
        }
        return true;
    }

    /** Whether a page is a leaf or a branch that the walk has not entered yet; it is marked as entered then. */
    boolean isAcceptable(PageHeader header, long id, int depth) throws IOException {
        if (header.id() != id) {
            report(depth, offset(id), "identifies itself as page " + Long.toUnsignedString(header.id()));
            return false;
        }
        if (header.flags() != PageHeader.LEAF && header.flags() != PageHeader.BRANCH) {
            report(depth, offset(id), "invalid type: " + header.kind());
            return false;
        }
        if (header.overflow() >= pages - id || (header.overflow() + 1) * meta.pageSize() > MAX_RUN) {
            report(depth, offset(id), "claims " + header.overflow() + " overflow pages");
            return false;
        }
        int end = (int) (id + header.overflow() + 1);
        // Page by page: a search for the next reached page might scan to the end of the file for every leaf.
        for (int page = (int) id; page < end; page++) {
            if (reached.get(page)) {
                report(depth, offset(id), "multiple references to page " + page);
                return false;
            }
        }
        reached.set((int) id, end);
        return true;
    }

    /** Requires a loaded run. Data passes for a header only if it also names the page it lies on. */
    void checkRun(PageReader reader, long id, int run, int depth) throws IOException {
        for (int i = 1; i < run; i++) {
            int at = reader.position() + i * meta.pageSize();
            if (reader.buffer().getLong(at) == id + i
                    && PageHeader.isKnown(Short.toUnsignedInt(reader.buffer().getShort(at + 8)))) {
                PageHeader header = PageHeader.decode(reader.buffer(), at);
                reporter.report(Problem.Kind.OVERFLOW_PAGE, depth, offset(id + i), "page " + (id + i)
                        + " belongs to this run, but is a separate " + header.kind() + " page");
            }
        }
    }

    private void report(int depth, long offset, String summary) throws IOException {
        reporter.report(Problem.Kind.FORMAT, depth, offset, summary);
    }

    private long offset(long page) {
        return page * meta.pageSize();
    }
}
