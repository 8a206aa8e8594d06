package org.etcdrecovery.core.cluster.connect;

/**
 * How far a member has come in the log of raft.
 *
 * @param term    its term
 * @param index   the last index of its log that is committed
 * @param applied the last index that it has applied
 */
public record RaftProgress(long term, long index, long applied) {}
