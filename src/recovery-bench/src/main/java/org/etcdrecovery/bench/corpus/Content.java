package org.etcdrecovery.bench.corpus;

/** What the keys of a corpus are called and what stands in them. */
interface Content {
    /** What all chance in this content begins with, so that only the size tells one corpus from another. */
    String seed();

    /** How many keys the history has. */
    int slots();

    /** How many changes precede the compaction; 0 for a store that was never compacted. */
    long compactAfter();

    /** Whether the history is long enough. */
    boolean isComplete(History history, long bytesWritten);

    /** The name of a key. */
    byte[] key(Change change);

    /** The bytes that values are cut from. */
    byte[] material();

    /** The value that a change writes. */
    Piece value(Change change);

    /** The lease that a key is attached to; 0 for none. */
    long lease(Change change);

    /** The leases from 1 to this number, counted from {@link ClusterRecords#FIRST_LEASE}, exist. */
    int leases();

    /** A part of the {@link #material()}. */
    record Piece(int offset, int length) {}
}
