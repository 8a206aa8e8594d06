package org.etcdrecovery.core.snapshot;

/**
 * A member's answer to HashKV: a hash over the keyspace at a revision, which can be compared between members and between
 * a file and a server. {@link KeyspaceHash} says which records are included.
 *
 * @param hash            CRC-32C
 * @param hashRevision    the revision up to which records are included
 * @param compactRevision the compact revision for which the hash was computed; -1 if nothing was compacted
 */
public record HashKv(int hash, long hashRevision, long compactRevision) {}
