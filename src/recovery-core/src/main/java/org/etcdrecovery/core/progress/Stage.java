package org.etcdrecovery.core.progress;

/**
 * The long stages of the work, for front ends to name.
 *
 * <p>The subject of {@link #WRITE}, {@link #READ_BACK} and {@link #PUBLISH} is the name of a member of the plan. Each
 * member passes these stages in this order, and its data directory is staged once its last {@code READ_BACK} has ended.
 * If a stage has several works for one member, their amounts add up.
 */
public enum Stage {
    /** Receiving a snapshot from a member. */
    SAVE,
    /** Unpacking a snapshot, in bytes of the packed file. */
    UNPACK,
    /** Computing the SHA-256 of a snapshot. */
    HASH,
    /** Walking the pages and buckets of a snapshot. */
    CHECK,
    /**
     * Writing the data directory of a member, in bytes of the snapshot without its free pages; all members advance
     * together.
     */
    WRITE,
    /** Reading back from disk what was written for a member; skipped if the plan says so. */
    READ_BACK,
    /** Moving the finished directories of a member into place; begins for all members before the first move. */
    PUBLISH,
    /** Querying the members of a cluster. */
    PROBE,
    /** Comparing a running cluster with its plan. */
    PROVE,
    /** Running the members of a rehearsal, and comparing what they hold. */
    REHEARSE,
    /** Working on the host of a member; copying to or from it, in bytes. */
    DELIVER,
    /** Reading the contents of a snapshot, to show them. */
    LIST,
    /** Asking a store of snapshots; the subject is its address. */
    STORE,
    /** Copying a file from a store or a web server into scratch, in bytes of the file. */
    FETCH,
    /** Copying a file into a store, in bytes of the file. */
    STORE_WRITE
}
