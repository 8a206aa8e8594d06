package org.etcdrecovery.console.deliver;

import java.util.EnumSet;
import java.util.Optional;
import org.etcdrecovery.console.deliver.DeliveryStatus.Action;

/**
 * What the status of a delivery depends on.
 *
 * @param running      what is being done; empty if nothing is
 * @param members      how many members the plan has
 * @param voters       how many of them vote
 * @param chosen       how many are delivered
 * @param chosenVoters how many of these vote
 * @param invalid      for how many of the chosen something is wrong that is typed
 * @param unasked      how many of the chosen were not asked since something was typed for them
 * @param blocked      on how many of the chosen nothing can be staged
 * @param barred       on how many of the chosen nothing can be put in place
 * @param staged       how many of the chosen are staged, or further
 * @param placed       how many of the chosen are in place and, if a service starts them, started
 * @param kept         how many of these let no clients in yet
 * @param toStart      how many of these the operator has still to start
 * @param failed       on how many of the chosen the last step was not taken
 * @param undone       how many of the chosen were taken away again
 * @param unconfirmed  the members that are left out without a word that their old etcd will not come back; empty if none is
 */
public record DeliveryFacts(Optional<DeliveryStep> running, int members, int voters, int chosen, int chosenVoters,
        int invalid, int unasked, int blocked, int barred, int staged, int placed, int kept, int toStart, int failed,
        int undone, String unconfirmed) {
    /** Whether the chosen members are in place and started. */
    public boolean isInPlace() {
        return chosen > 0 && placed == chosen;
    }

    /** Whether what runs decides how far the delivery is. */
    boolean changes() {
        return running.filter(EnumSet.of(DeliveryStep.STAGE, DeliveryStep.ACTIVATE, DeliveryStep.UNDO)::contains)
                .isPresent();
    }

    /** What comes next. */
    public Action next() {
        if (isInPlace()) {
            return Action.CONTINUE;
        }
        if (!isChecked() || blocked > 0 || (staged == chosen && barred > 0)) {
            return Action.CHECK;
        }
        return isStaged() ? Action.ACTIVATE : Action.STAGE;
    }

    /** Whether all chosen hosts were asked since something was typed. */
    public boolean isChecked() {
        return chosen > 0 && unasked == 0 && invalid == 0;
    }

    /** Whether the chosen members are staged, or further. */
    public boolean isStaged() {
        return isChecked() && staged == chosen;
    }

    boolean isMajority() {
        return chosenVoters * 2 > voters;
    }
}
