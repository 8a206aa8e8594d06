package org.etcdrecovery.core.store;

import org.etcdrecovery.core.finding.Code;

/** The codes of findings about a store of snapshots. */
public enum StoreCode implements Code {
    /** Everyone can read the bucket. */
    PUBLIC("store.public"),
    /** The store does not encrypt what it writes to disk. */
    UNENCRYPTED("store.unencrypted"),
    /** The store is reached without TLS. */
    TLS_OFF("store.tls-off"),
    /** The store ignores the conditions of a request. */
    NO_CONDITIONS("store.no-conditional-writes"),
    /** Snapshots are missing in a sequence. */
    GAP("store.gap"),
    /** Keys or bytes fell from one snapshot to the next. */
    FALL("keep.fall"),
    /** The order of times contradicts that of revisions, or a time lies in the future. */
    ORDER("keep.order"),
    /** Another run is pruning, or one that was killed still has the lock. */
    LOCKED("keep.locked");

    private final String text;

    StoreCode(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
