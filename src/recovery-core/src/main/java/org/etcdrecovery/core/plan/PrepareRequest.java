package org.etcdrecovery.core.plan;

import java.util.Optional;
import java.util.Set;
import org.etcdrecovery.core.edit.EditedKeyspace;
import org.etcdrecovery.core.snapshot.SnapshotFacts;

/**
 * A request to write a prepared snapshot: an ordinary one in which the changes of a restore are made already, for
 * platforms that restore by themselves and do not make them.
 *
 * @param revisionBump  how far to raise the revision; 0 not to raise it
 * @param markCompacted whether to mark everything up to the raised revision as compacted
 * @param clearAlarms   whether to leave out the alarms in the snapshot
 * @param keyspace      what the changes to keys and leases make of the keyspace; empty if there are none
 * @param accepted      problems that the operator accepts if they are found; each {@link ProblemCode#canBeAccepted}
 */
public record PrepareRequest(long revisionBump, boolean markCompacted, boolean clearAlarms,
        Optional<EditedKeyspace> keyspace, Set<ProblemCode> accepted) implements EditRequest {
    /** Copies the set. */
    public PrepareRequest {
        accepted = Set.copyOf(accepted);
    }

    /**
     * The current revision, or the one at which leases are dropped. etcdutl counts from the last record, which may be
     * below the compaction; a small bump then has no effect.
     */
    @Override
    public long bumpsFrom(SnapshotFacts facts) {
        return Math.max(facts.revisions().current(), keyspace.map(edited -> edited.change().lastRevision()).orElse(0L));
    }

    /** This request with changes to keys and leases. */
    public PrepareRequest withKeyspace(Optional<EditedKeyspace> edited) {
        return new PrepareRequest(revisionBump, markCompacted, clearAlarms, edited, accepted);
    }
}
