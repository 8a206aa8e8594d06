package org.etcdrecovery.console.shell;

import java.util.Optional;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.settings.InterruptedRun;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.SnapshotName;

/** Starts and ends runs, and opens the explorer. */
public interface RunStarter {
    /**
     * Starts a run, replacing the current one.
     *
     * @param kind     the kind of run
     * @param snapshot the snapshot to work on; empty if there is none yet
     */
    void begin(RunKind kind, Optional<SnapshotName> snapshot);

    /**
     * Starts a recovery from a file that was inspected already, in the first step that is open then. Replaces the current
     * run.
     */
    void recover(SnapshotChoice choice, Inspection found);

    /**
     * Opens the explorer over what is shown now, to which it leads back.
     *
     * @param snapshot   the snapshot to look into
     * @param inspection its inspection, if there was one
     */
    void lookInside(SnapshotName snapshot, Optional<Inspection> inspection);

    /** Resumes an unfinished run. */
    void resume(InterruptedRun run);

    /** Ends the current run and goes back to the start page; asks first if that would stop running work. */
    void leave();
}
