package org.etcdrecovery.core.snapshot;

/**
 * What a member answers to HashKV: a hash over the keyspace as it stands at a revision, comparable between members and
 * between a file and a server. Which records count is in {@link HashKvReader}.
 *
 * @param hash            CRC-32C
 * @param hashRevision    the revision up to which records count
 * @param compactRevision the compact revision that it was computed with; -1 for none
 */
public record HashKv(int hash, long hashRevision, long compactRevision) {}
