package org.etcdrecovery.core.rescue;

/**
 * What the write-ahead log of a member says.
 *
 * @param memberId  the member that wrote it, unsigned
 * @param clusterId the cluster that it belonged to, unsigned
 * @param term      the highest term that the member had seen
 * @param vote      whom it voted for in that term, unsigned; 0 for nobody
 * @param commit    the highest index that it knew to be committed
 * @param lastTerm  the term of the last entry
 * @param lastIndex the index of the last entry, or of the raft snapshot that stands for it
 * @param end       how it ends
 */
public record LogFacts(long memberId, long clusterId, long term, long vote, long commit, long lastTerm,
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
