package org.etcdrecovery.core.progress;

/** The long parts of the work, as a front end names them. */
public enum Stage {
    /** Receiving a snapshot from a member. */
    SAVE,
    /** Computing the SHA-256 of a snapshot. */
    HASH,
    /** Walking the pages and buckets of a snapshot. */
    CHECK,
    /** Computing what the members will answer to HashKV. */
    HASH_KV,
    /** Writing the data directories. */
    WRITE,
    /** Reading back what was written. */
    READ_BACK,
    /** Moving the finished directories into place. */
    PUBLISH,
    /** Asking the members of a cluster. */
    PROBE,
    /** Comparing a running cluster with its plan. */
    PROVE,
    /** Reading what a snapshot holds, to show it. */
    LIST
}
