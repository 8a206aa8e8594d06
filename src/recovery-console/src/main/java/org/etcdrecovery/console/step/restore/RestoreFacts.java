package org.etcdrecovery.console.step.restore;

import java.util.List;
import java.util.Optional;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.core.shell.Command;

/**
 * What the status of the step Restore depends on.
 *
 * @param inspected       whether the facts in the snapshot are known
 * @param members         how many members are written, or would be; 0 without a plan
 * @param writing         whether a restore is running
 * @param staged          how many members are staged by now
 * @param rehearsal       how far the rehearsal of the plan is
 * @param restored        whether the plan was carried out
 * @param rehearsalFailed whether a rehearsal of this plan had failed when the operator went ahead
 * @param hosts           how far the plan has come that is left to the delivery, or will be; empty if it is written here
 * @param failed          why the restore failed
 * @param targets         the places that the plan writes to
 * @param commands        the equivalent commands
 * @param wasPassed       whether anything was restored before
 */
record RestoreFacts(boolean inspected, int members, boolean writing, long staged, Rehearsed rehearsal,
        boolean restored, boolean rehearsalFailed, Optional<OnHosts> hosts,
        Optional<Failed> failed, Targets targets, List<Command> commands, boolean wasPassed) {
    /**
     * How far a plan has come whose directories are written on the hosts of the members.
     *
     * @param left            whether it was left to the delivery
     * @param rehearsalFailed whether a rehearsal of this plan had failed when the operator went ahead
     * @param placed          how many of its members are in place, as far as the hosts were asked
     */
    record OnHosts(boolean left, boolean rehearsalFailed, int placed) {}

    /** Whether it is left to the delivery, and no rehearsal speaks against that which the operator does not know of. */
    boolean isLeft() {
        return hosts.filter(known -> known.left() && (known.rehearsalFailed() || rehearsal != Rehearsed.DISPROVED))
                .isPresent();
    }

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
