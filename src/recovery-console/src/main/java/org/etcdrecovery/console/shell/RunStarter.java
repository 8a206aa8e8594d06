package org.etcdrecovery.console.shell;

import java.nio.file.Path;
import java.util.Optional;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.settings.InterruptedRun;

/** Begins runs. */
public interface RunStarter {
    /**
     * Begins a run in the place of the one that is shown.
     *
     * @param kind what to do
     * @param file the snapshot to do it with; empty when there is none yet
     */
    void begin(RunKind kind, Optional<Path> file);

    /** Goes on with a run that was interrupted. */
    void resume(InterruptedRun run);

    /** Ends the run that is shown and goes back to the start page; what runs is asked about first. */
    void leave();
}
