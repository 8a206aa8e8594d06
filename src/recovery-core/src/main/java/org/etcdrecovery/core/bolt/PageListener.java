package org.etcdrecovery.core.bolt;

/** Receives the pages of the trees of a file as a walk enters them. */
@FunctionalInterface
public interface PageListener {
    /**
     * Called for each page of a tree, with the pages that follow it as one run.
     *
     * @param page   the first page
     * @param run    the number of pages, at least 1
     * @param leaf   whether it is a leaf; otherwise a branch
     * @param used   how many bytes of the run hold header, elements and data
     * @param bucket the top-level bucket whose tree holds the page; empty for the root bucket
     */
    void page(long page, int run, boolean leaf, long used, String bucket);

    /** Ignores all pages. */
    static PageListener none() {
        return (_, _, _, _, _) -> {};
    }
}
