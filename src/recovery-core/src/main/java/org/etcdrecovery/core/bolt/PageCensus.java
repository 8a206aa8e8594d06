package org.etcdrecovery.core.bolt;

import java.util.BitSet;

/** The pages of a file that a walk reached. */
public final class PageCensus {
    /** Pages 0 and 1 hold the metas. */
    private static final int META_PAGES = 2;

    private final long pages;
    private final BitSet used;

    PageCensus(long pages, BitSet reached) {
        this.pages = pages;
        this.used = (BitSet) reached.clone();
        used.set(0, META_PAGES);
    }

    /** The number of pages below the high-water mark. */
    public long pages() {
        return pages;
    }

    /** The number of pages that hold metas, trees, or the freelist. */
    public long used() {
        return used.cardinality();
    }

    /** Whether a page is in use. */
    public boolean isUsed(long page) {
        return used.get((int) page);
    }

    void use(long from, long to) {
        used.set((int) from, (int) to);
    }

    /** The first unused page at or after the given one. */
    long nextUnused(long page) {
        return used.nextClearBit((int) page);
    }
}
