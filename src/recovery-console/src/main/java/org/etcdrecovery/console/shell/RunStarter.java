package org.etcdrecovery.console.shell;

import java.util.Optional;
import org.etcdrecovery.console.indexing.InspectedFile;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.settings.InterruptedRun;
import org.etcdrecovery.core.contents.index.KeyIndex;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.SnapshotName;

/** Starts and ends runs, and opens the pages that look into files. */
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
     * @param snapshot  the snapshot to look into
     * @param inspected what is known of it, if it was inspected
     */
    void lookInside(SnapshotName snapshot, Optional<InspectedFile> inspected);

    /**
     * Opens the page that compares two snapshots, over what is shown now.
     *
     * @param first  the file to restore from
     * @param index  its keys, if they are known
     * @param second the file to compare it with
     */
    void compare(SnapshotName first, Optional<KeyIndex> index, SnapshotName second);

    /** Resumes an unfinished run. */
    void resume(InterruptedRun run);

    /** Ends the current run and goes back to the start page; asks first if that would stop running work. */
    void leave();
}
