package org.etcdrecovery.console.step.inspect;

import java.util.Optional;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.SnapshotFacts;
import org.etcdrecovery.core.snapshot.SnapshotName;

/**
 * What determines how the step Inspect stands.
 *
 * @param kind       the kind of run
 * @param file       the file that the run works on
 * @param running    whether it is being inspected
 * @param inspection the result
 * @param consented  whether the operator consented to skip the hash check
 * @param failed     why it could not be inspected
 * @param verdict    the verdict in words
 * @param figures    the status table
 * @param wasPassed  whether a file was passed before
 */
record InspectFacts(RunKind kind, Optional<SnapshotName> file, boolean running, Optional<Inspection> inspection,
        boolean consented, Optional<Failed> failed, VerdictWords verdict, Figures figures, boolean wasPassed) {
    /** The facts in the file; empty while they are unknown, and if it is too damaged to tell. */
    Optional<SnapshotFacts> facts() {
        return inspection.flatMap(Inspection::facts);
    }
}
