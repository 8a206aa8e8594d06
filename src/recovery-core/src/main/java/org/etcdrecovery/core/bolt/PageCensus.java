package org.etcdrecovery.core.bolt;

import java.util.BitSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pages of a file that a walk reached. */
public final class PageCensus {
    /** Pages 0 and 1 hold the metas. */
    private static final int META_PAGES = 2;

    private final long pages;
    private final BitSet used;
    private long freelist;
    private long freelistEnd;
    private @Nullable BitSet free;

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

    /** Whether a page holds the list of free pages. */
    public boolean isFreelist(long page) {
        return page >= freelist && page < freelistEnd;
    }

    /** Whether the list of free pages names this one; empty without a list that can be read. */
    public Optional<Boolean> isListedFree(long page) {
        return Optional.ofNullable(free).map(pagesOfList -> pagesOfList.get((int) page));
    }

    /** Accounts for the list of free pages and the pages that hold it. */
    void take(long from, long to, BitSet listed) {
        used.set((int) from, (int) to);
        freelist = from;
        freelistEnd = to;
        free = listed;
    }

    /** The first unused page at or after the given one. */
    long nextUnused(long page) {
        return used.nextClearBit((int) page);
    }
}
