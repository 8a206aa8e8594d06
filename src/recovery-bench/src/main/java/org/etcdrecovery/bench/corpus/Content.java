package org.etcdrecovery.bench.corpus;

/** The names and values of a corpus's keys. */
interface Content {
    /** The seed of everything random in this content. It depends on the size alone. */
    String seed();

    /** The number of keys in the history. */
    int slots();

    /** The number of changes before the compaction; 0 for a store that was never compacted. */
    long compactAfter();

    /** Whether the history is long enough. */
    boolean isComplete(History history, long bytesWritten);

    /** The name of the key that a change writes. */
    byte[] key(Change change);

    /** The bytes that values are cut from. */
    byte[] material();

    /** The value that a change writes. */
    Piece value(Change change);

    /** The ID of the lease that the key is attached to; 0 if there is no lease. */
    long lease(Change change);

    /** The number of leases. Their IDs count up from {@link ClusterRecords#FIRST_LEASE}. */
    int leases();

    /** A slice of {@link #material()}. */
    record Piece(int offset, int length) {}
}
