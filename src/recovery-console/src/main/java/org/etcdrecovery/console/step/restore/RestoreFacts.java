package org.etcdrecovery.console.step.restore;

import java.util.List;
import java.util.Optional;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.core.shell.Command;

/**
 * What determines how the step Restore stands.
 *
 * @param inspected whether the facts in the snapshot are known
 * @param members   how many members are written, or would be; 0 without a plan
 * @param writing   whether a restore is running
 * @param staged    how many members are staged by now
 * @param rehearsal how far the rehearsal of the plan is
 * @param restored  whether the plan was carried out
 * @param despite   whether that was done although a rehearsal had failed
 * @param failed    why the restore failed
 * @param targets   the places that the plan writes to
 * @param commands  the equivalent commands
 * @param wasPassed whether anything was restored before
 */
record RestoreFacts(boolean inspected, int members, boolean writing, long staged, Rehearsed rehearsal,
        boolean restored, boolean despite,
        Optional<Failed> failed, Targets targets, List<Command> commands, boolean wasPassed) {
    /** The places that a plan writes to. */
    enum Targets {
        BEING_LOOKED_AT, UNKNOWN, FREE, IN_THE_WAY, TOO_SMALL
    }

    /** How far the rehearsal is. */
    enum Rehearsed {
        NOT,
        /** Its fields are shown. */
        OPENED, RUNNING,
        /** It has ended, and at least a part of it is proven. */
        PROVEN, DISPROVED
    }
}
