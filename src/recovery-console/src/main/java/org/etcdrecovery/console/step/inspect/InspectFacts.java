package org.etcdrecovery.console.step.inspect;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.console.filing.Making;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.SnapshotFacts;
import org.etcdrecovery.core.snapshot.SnapshotName;

/**
 * What the status of the step Inspect depends on.
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
 * @param salvage    the salvage of the file
 */
record InspectFacts(RunKind kind, Optional<SnapshotName> file, boolean running, Optional<Inspection> inspection,
        boolean consented, Optional<Failed> failed, VerdictSummary verdict, Figures figures, boolean wasPassed,
        Salvage salvage) {
    /**
     * The salvage of a damaged file.
     *
     * @param phase    how far it is
     * @param needed   whether anything is lost or unproven
     * @param accepted the codes that the operator agreed to
     * @param agreed   whether these are all
     * @param target   the file to write; empty if there is none
     * @param reason   why there is no file to write; otherwise empty
     */
    record Salvage(Making phase, boolean needed, List<String> accepted, boolean agreed, Optional<Path> target,
            String reason) {
        /** Copies the list. */
        Salvage {
            accepted = List.copyOf(accepted);
        }
    }

    /** The facts in the file; empty while they are unknown, and if it is too damaged to tell. */
    Optional<SnapshotFacts> facts() {
        return inspection.flatMap(Inspection::facts);
    }
}
