package org.etcdrecovery.core.rescue;

import org.etcdrecovery.core.keyspace.ClusterId;
import org.etcdrecovery.core.keyspace.MemberId;

/**
 * The facts in a member's write-ahead log.
 *
 * @param memberId  the member that wrote it; {@link MemberId#NONE} if the record that names it is lost
 * @param clusterId the cluster that it belonged to; of value 0 if that record is lost
 * @param term      the highest term that the member had seen
 * @param vote      the member it voted for in that term; {@link MemberId#NONE} if it did not vote
 * @param commit    the commit index of the last hard state
 * @param committed the highest index that is known to be committed: the commit index, or a later one that a raft
 *                  snapshot shows
 * @param lastTerm  the term of the last entry
 * @param lastIndex the index of the last entry, or of a later raft snapshot
 * @param end       how the log ends
 */
public record LogFacts(MemberId memberId, ClusterId clusterId, long term, MemberId vote, long commit, long committed,
        long lastTerm,
        long lastIndex, End end) {
    /** Whether the log says whose it is. */
    public boolean isNamed() {
        return !memberId.equals(MemberId.NONE);
    }

    /** The ways in which a log can end. */
    public enum End {
        /** With a complete record. */
        WHOLE,
        /** With an incomplete write, followed only by zeros. */
        TORN,
        /** With a complete record, and the file with it: whether more followed is unknown. */
        ENDS_WITH_FILE,
        /** Inside a record, and the file with it: what followed is missing. */
        CUT_SHORT,
        /** At damage, or before bytes that are not a record; what follows cannot be applied. */
        DAMAGED,
        /** Before segments that are missing; what follows them cannot be applied. */
        SEGMENTS_MISSING,
        /** Before an entry that this member knew to be committed, by its hard state or by a raft snapshot. */
        SHORT
    }
}
