package org.etcdrecovery.core.progress;

/**
 * The long parts of the work, as a front end names them.
 *
 * <p>The subject of {@link #WRITE}, {@link #READ_BACK} and {@link #PUBLISH} is the name of a member of the plan. Each
 * member passes these stages in this order, and is staged when its last {@code READ_BACK} has ended. What several
 * works of one stage and member have done adds up.
 */
public enum Stage {
    /** Receiving a snapshot from a member. */
    SAVE,
    /** Computing the SHA-256 of a snapshot. */
    HASH,
    /** Walking the pages and buckets of a snapshot. */
    CHECK,
    /** Writing the data directory of a member, in bytes of the snapshot, whose free pages are
     * passed over; all members advance together. */
    WRITE,
    /** Reading back what was written for a member and brought to the disk; left out where a plan says so. */
    READ_BACK,
    /** Moving the finished directories of a member into place; begins for all members before the first is moved. */
    PUBLISH,
    /** Asking the members of a cluster. */
    PROBE,
    /** Comparing a running cluster with its plan. */
    PROVE,
    /** Reading what a snapshot holds, to show it. */
    LIST
}
