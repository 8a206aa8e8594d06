package org.etcdrecovery.core.contents.pages;

/** What a page is used for. */
public enum PageKind {
    /** One of the two metas, which name the root of the tree. */
    META,
    /** The list of free pages, with the pages that follow it as one run. */
    FREELIST,
    /** A branch of a tree. */
    BRANCH,
    /** A leaf of a tree, which holds records. */
    LEAF,
    /** A page that follows another as one run: a record that is larger than a page. */
    OVERFLOW,
    /** A page that the next writes may use. */
    FREE,
    /** A page that a tree names, but that cannot be read as what it should be. */
    DAMAGED,
    /** A page that no tree reaches, and no list of free pages names: lost, or behind damage. */
    UNREACHABLE
}
