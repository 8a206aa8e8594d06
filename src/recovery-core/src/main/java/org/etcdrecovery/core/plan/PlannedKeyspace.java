package org.etcdrecovery.core.plan;

import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.snapshot.Crc32c;
import org.etcdrecovery.core.snapshot.SnapshotFacts;

/**
 * The keyspace that a request makes of a snapshot.
 *
 * @param revisions  the revisions before and after
 * @param hashKv     what a member answers to HashKV at the last revision
 * @param livingKeys how many keys it serves
 */
record PlannedKeyspace(RestorePlan.Revisions revisions, int hashKv, long livingKeys) {
    static PlannedKeyspace of(EditRequest request, SnapshotFacts facts) {
        long from = request.bumpsFrom(facts);
        long last = request.revisionBump() == 0 ? facts.revisions().current() : from + request.revisionBump();
        // A bump appends one record with an empty value, which HashKV covers too.
        int hashKv = request.revisionBump() == 0
                ? facts.predictedHash().unbumped()
                : Crc32c.update(facts.predictedHash().beforeBump(), new Revision(last, 0).toKey());
        return new PlannedKeyspace(new RestorePlan.Revisions(from, request.revisionBump(), last), hashKv,
                facts.servedKeys());
    }
}
