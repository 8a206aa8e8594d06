package org.etcdrecovery.core.testing;

import java.util.List;

/** What a cluster holds when its snapshot is taken. */
public enum SnapshotContent {
    /** Nothing was ever written: revision 1. */
    EMPTY(1),
    /**
     * Keys with history, deleted and re-created keys, transactions with nested ones, leases with and without keys,
     * binary, long and empty keys and values, values longer than a page and of 1 MiB. Never compacted.
     */
    HISTORY(1),
    /** {@link #HISTORY}, compacted in its middle, with writes after that. */
    COMPACTED(1),
    /** Compacted at the very revision that deleted a key, while others live. */
    TOMBSTONE(1),
    /** Compacted at the revision that deleted the last key: nothing lives there. */
    LAST_TOMBSTONE(1),
    /** {@link #COMPACTED} with authentication on: {@link #credentials} are needed. */
    AUTH(1),
    /** Some keys, and the alarm NOSPACE raised. */
    ALARM(1),
    /** Some keys, and a second member that is a learner and never started. */
    LEARNER(1),
    /** {@link #COMPACTED} on three members. */
    THREE_MEMBERS(3);

    private final int members;

    SnapshotContent(int members) {
        this.members = members;
    }

    /** How many members the cluster of the snapshot has running. */
    public int members() {
        return members;
    }

    /** What etcdctl needs besides, as {@code --user=…}, to ask a server with this content. */
    public List<String> credentials() {
        return this == AUTH ? List.of("--user=root:" + ContentWriter.PASSWORD) : List.of();
    }
}
