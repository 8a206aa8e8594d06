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
 * A run that has not come to its end: what was typed, decided and written in it. What was found is found again.
 *
 * @param kind      what somebody set out to do
 * @param started   when
 * @param touched   when it was last worked on
 * @param step      the step that was shown, by its name
 * @param snapshot  the file that it works on; empty when there is none yet, as all that follow
 * @param sha256    the SHA-256 of that file, if it was inspected
 * @param source    what was typed in the step Source
 * @param checklist what was ticked and skipped, by the names of the items
 * @param cluster   what was typed in the step Cluster
 * @param safety    what was decided in the step Safety
 * @param restored  what was written
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
