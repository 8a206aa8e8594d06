package org.etcdrecovery.core.handover;

import java.util.List;
import org.etcdrecovery.core.shell.Command;
import org.etcdrecovery.core.text.Shown;

/**
 * A step on the way from a restored directory to a running member, to be taken by the operator.
 *
 * @param number   from 1, in the order in which the steps are taken
 * @param title    what is done and where, as a sentence without its full stop
 * @param commands to be run, or to be put where their notes say, one after the other; may be empty
 * @param note     what to look out for; may be empty
 */
public record HandOver(int number, String title, List<Command> commands, String note) {
    /** Copies the list, and shows what comes from outside in the words as {@link Shown} writes it. */
    public HandOver {
        title = Shown.text(title);
        note = Shown.text(note);
        commands = List.copyOf(commands);
    }
}
