package org.etcdrecovery.console.step.source.store;

/** What is under way with a store. */
public enum StoreWork {
    /** Nothing. */
    NONE,
    /** Its snapshots are being listed. */
    LISTING,
    /** One of them is being fetched. */
    FETCHING
}
