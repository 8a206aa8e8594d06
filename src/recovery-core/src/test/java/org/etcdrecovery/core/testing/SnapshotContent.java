package org.etcdrecovery.core.testing;

import java.util.List;

/** What a cluster holds when its snapshot is taken. */
public enum SnapshotContent {
    /** Nothing: the cluster is at revision 1. */
    EMPTY(1),
    /**
     * Keys with history, deleted and re-created keys, transactions with nested ones, leases with and without keys,
     * binary, long and empty keys and values, values longer than a page and of 1 MiB. Never compacted.
     */
    HISTORY(1),
    /** {@link #HISTORY}, compacted in its middle, with later writes. */
    COMPACTED(1),
    /** Compacted at a revision that deleted a key, while other keys exist. */
    TOMBSTONE(1),
    /** Compacted at the revision that deleted the last key, so that no key exists there. */
    LAST_TOMBSTONE(1),
    /** {@link #COMPACTED} with authentication enabled: requests need {@link #credentials}. */
    AUTH(1),
    /** Some keys, and the alarm NOSPACE raised. */
    ALARM(1),
    /** Some keys, and a second member: a learner that was never started. */
    LEARNER(1),
    /** {@link #COMPACTED} on three members. */
    THREE_MEMBERS(3);

    private final int members;

    SnapshotContent(int members) {
        this.members = members;
    }

    /** How many members of the snapshot's cluster run. */
    public int members() {
        return members;
    }

    /** The arguments, such as {@code --user=…}, that etcdctl needs to query a server with this content. */
    public List<String> credentials() {
        return this == AUTH ? List.of("--user=root:" + ContentWriter.PASSWORD) : List.of();
    }
}
