package org.etcdrecovery.core.plan;

import java.util.Optional;
import org.etcdrecovery.core.edit.EditedKeyspace;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.snapshot.Crc32c;
import org.etcdrecovery.core.snapshot.SnapshotFacts;
import org.etcdrecovery.core.snapshot.SnapshotFacts.PredictedHash;

/**
 * The keyspace that a request makes of a snapshot.
 *
 * @param revisions  the revisions before and after
 * @param hashKv     what a member answers to HashKV at the last revision
 * @param livingKeys how many keys it serves
 */
record PlannedKeyspace(RestorePlan.Revisions revisions, int hashKv, long livingKeys) {
    static PlannedKeyspace of(EditRequest request, SnapshotFacts facts) {
        Optional<EditedKeyspace> edited = request.keyspace();
        PredictedHash hash = edited.map(EditedKeyspace::hash).orElse(facts.predictedHash());
        long served = edited.map(EditedKeyspace::servedKeys).orElse(facts.servedKeys());
        if (request.revisionBump() == 0) {
            long last = edited.map(keyspace -> keyspace.change().lastRevision()).orElse(facts.revisions().current());
            return new PlannedKeyspace(new RestorePlan.Revisions(facts.revisions().current(), 0, last), hash.unbumped(),
                    served);
        }
        long from = request.bumpsFrom(facts);
        long last = from + request.revisionBump();
        // A bump appends one record with an empty value, which HashKV covers too.
        return new PlannedKeyspace(new RestorePlan.Revisions(from, request.revisionBump(), last),
                Crc32c.update(hash.beforeBump(), new Revision(last, 0).toKey()), served);
    }
}
