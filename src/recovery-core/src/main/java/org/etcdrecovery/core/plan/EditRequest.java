package org.etcdrecovery.core.plan;

import java.util.Optional;
import java.util.Set;
import org.etcdrecovery.core.edit.EditedKeyspace;
import org.etcdrecovery.core.snapshot.SnapshotFacts;

/** What is asked to be changed in the keyspace on its way from a snapshot into what is written. */
sealed interface EditRequest permits RestoreRequest, PrepareRequest {
    /** How far to raise the revision; 0 not to raise it. */
    long revisionBump();

    /** The revision of the snapshot that the bump is added to. */
    long bumpsFrom(SnapshotFacts facts);

    /** Whether to mark everything up to the raised revision as compacted. */
    boolean markCompacted();

    /** Whether to leave out the alarms in the snapshot. */
    boolean clearAlarms();

    /** What the changes to keys and leases make of the keyspace; empty if there are none. */
    Optional<EditedKeyspace> keyspace();

    /** Problems that the operator accepts if they are found. */
    Set<ProblemCode> accepted();
}
