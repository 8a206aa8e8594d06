package org.etcdrecovery.core.rescue;

import org.etcdrecovery.core.keyspace.ClusterId;
import org.etcdrecovery.core.keyspace.MemberId;

/**
 * What the write-ahead log of a member says.
 *
 * @param memberId  the member that wrote it
 * @param clusterId the cluster that it belonged to
 * @param term      the highest term that the member had seen
 * @param vote      whom it voted for in that term; {@link MemberId#NONE} if for none
 * @param commit    the highest index that it knew to be committed
 * @param lastTerm  the term of the last entry
 * @param lastIndex the index of the last entry, or of the raft snapshot that stands for it
 * @param end       how it ends
 */
public record LogFacts(MemberId memberId, ClusterId clusterId, long term, MemberId vote, long commit, long lastTerm,
        long lastIndex, End end) {
    /** How a log ends. */
    public enum End {
        /** With a whole record. */
        WHOLE,
        /** With a write that was not completed, which is as good: it was not acknowledged. */
        TORN,
        /** Where it is damaged; what stood behind is lost. */
        DAMAGED
    }
}
