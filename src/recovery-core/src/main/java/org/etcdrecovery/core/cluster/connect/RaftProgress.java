package org.etcdrecovery.core.cluster.connect;

/**
 * How far a member is in the raft log.
 *
 * @param term    its term
 * @param index   its commit index
 * @param applied its applied index
 */
public record RaftProgress(long term, long index, long applied) {}
