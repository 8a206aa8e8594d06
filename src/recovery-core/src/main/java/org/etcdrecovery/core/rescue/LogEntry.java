package org.etcdrecovery.core.rescue;

/**
 * A log entry that is not in the database, without its data.
 *
 * @param index  its index in the raft log
 * @param term   the term of the leader that proposed it
 * @param kind   what it requests
 * @param effect whether it creates a revision
 */
record LogEntry(long index, long term, EntryKind kind, Effect effect) {
    /** Whether an entry creates a new revision. No entry creates more than one. */
    enum Effect {
        /** It cannot. */
        NONE,
        /** It depends on the existing keys and leases. */
        PERHAPS,
        /** It does, unless authentication or an alarm prevents it. */
        CERTAIN
    }

    /** Whether it may cause later requests to be denied. */
    boolean mayDenyOthers() {
        return kind == EntryKind.AUTH || kind == EntryKind.ALARM || kind == EntryKind.UNREADABLE;
    }
}
