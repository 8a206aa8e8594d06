package org.etcdrecovery.core.handover;

import java.util.List;
import org.etcdrecovery.core.shell.Command;
import org.etcdrecovery.core.text.Shown;

/**
 * A step for the operator on the way from a restored directory to a running member.
 *
 * @param number   its place in the order of the steps, from 1
 * @param title    what to do and where, as a sentence without a full stop
 * @param commands commands to run in order, or text to put where their notes say; may be empty
 * @param note     what to watch out for; may be empty
 */
public record HandOver(int number, String title, List<Command> commands, String note) {
    /** Copies the list and escapes external text in title and note with {@link Shown}. */
    public HandOver {
        title = Shown.text(title);
        note = Shown.text(note);
        commands = List.copyOf(commands);
    }
}
