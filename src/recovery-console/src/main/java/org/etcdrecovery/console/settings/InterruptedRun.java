package org.etcdrecovery.console.settings;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.etcdrecovery.console.recovery.ChecklistItem;
import org.etcdrecovery.console.recovery.ClusterForm;
import org.etcdrecovery.console.recovery.RestoreRecord;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.recovery.SafetyForm;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.recovery.SourceForm;

/**
 * An unfinished run: what was typed, decided and restored in it. Findings are not saved, because the checks run again.
 *
 * @param kind      the kind of run
 * @param started   when it began
 * @param touched   when it was last worked on
 * @param step      the name of the step that was shown
 * @param snapshot  the file that the run works on; empty if there is none, as may be all that follow
 * @param sha256    the SHA-256 of that file, if it was inspected
 * @param source    what was typed in the step Source
 * @param checklist the states of the checklist items, by their ids
 * @param cluster   what was typed in the step Cluster
 * @param safety    what was decided in the step Safety
 * @param restored  the last restore
 */
public record InterruptedRun(RunKind kind, Instant started, Instant touched, String step,
        Optional<SnapshotChoice> snapshot, Optional<String> sha256, Optional<SourceForm> source,
        Map<String, ChecklistItem.State> checklist,
        Optional<ClusterForm> cluster, Optional<SafetyForm> safety,
        Optional<RestoreRecord> restored) {
    /** Copies the map. */
    public InterruptedRun {
        checklist = Map.copyOf(checklist);
    }
}
