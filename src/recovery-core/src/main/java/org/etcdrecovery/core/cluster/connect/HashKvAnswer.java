package org.etcdrecovery.core.cluster.connect;

import org.etcdrecovery.core.keyspace.MemberId;

/**
 * What a member answers to HashKV.
 *
 * @param memberId        the member that answered
 * @param hash            CRC-32C of the history up to the revision asked for
 * @param compactRevision the revision up to which that history was compacted; -1 if it was not
 * @param hashRevision    the revision of the hash; 0 if the member does not report it (before 3.6)
 */
public record HashKvAnswer(MemberId memberId, int hash, long compactRevision, long hashRevision) {}
