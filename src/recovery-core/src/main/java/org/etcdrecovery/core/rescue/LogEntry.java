package org.etcdrecovery.core.rescue;

/**
 * An entry of the log that the database does not have, without its data.
 *
 * @param index  its place in the raft log
 * @param term   the term of the leader that proposed it
 * @param kind   what it asks for
 * @param effect whether a revision comes of it
 */
record LogEntry(long index, long term, EntryKind kind, Effect effect) {
    /** Whether an entry makes a new revision. None makes more than one. */
    enum Effect {
        /** It cannot. */
        NONE,
        /** It depends on the keys and leases that there are. */
        PERHAPS,
        /** It does, unless authentication or an alarm is in its way. */
        CERTAIN
    }

    /** Whether the requests behind it may be denied because of it. */
    boolean mayDenyOthers() {
        return kind == EntryKind.AUTH || kind == EntryKind.ALARM || kind == EntryKind.UNREADABLE;
    }
}
