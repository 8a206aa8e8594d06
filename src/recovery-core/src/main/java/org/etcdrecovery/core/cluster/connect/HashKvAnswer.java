package org.etcdrecovery.core.cluster.connect;

import org.etcdrecovery.core.keyspace.MemberId;

/**
 * What a member answers to HashKV.
 *
 * @param memberId        who answered
 * @param hash            CRC-32C of the history up to the revision asked for
 * @param compactRevision up to where the history in it was compacted; -1 when nothing was
 * @param hashRevision    the revision it is for; 0 when the member does not say (before 3.6)
 */
public record HashKvAnswer(MemberId memberId, int hash, long compactRevision, long hashRevision) {}
