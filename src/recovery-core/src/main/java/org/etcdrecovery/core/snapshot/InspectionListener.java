package org.etcdrecovery.core.snapshot;

import org.etcdrecovery.core.finding.Finding;

/** Follows an inspection; called on the thread that inspects. */
@FunctionalInterface
public interface InspectionListener {
    /** Called for each finding. */
    void found(Finding finding);

    /**
     * Called when the pass over the file has ended and the file is sound so far. The remaining checks may still find
     * damage, but they do not change these figures.
     *
     * @param status          the figures of {@code snapshot status}
     * @param compactRevision the compact revision; -1 if nothing was compacted
     */
    default void counted(SnapshotStatus status, long compactRevision) {
        // The Inspection has them too.
    }

    /** Called when a check has ended, after its findings. */
    default void finished(Finding.Check check) {
        // The Inspection says which checks passed.
    }
}
