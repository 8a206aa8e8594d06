package org.etcdrecovery.core.shell;

import java.util.List;
import org.etcdrecovery.core.text.Shown;

/**
 * Something to paste into a shell or to save as a file, complete and without secrets.
 *
 * @param text  the command or the file; several lines, and ready as it stands
 * @param notes what it does not do, or what has to be added where it is used; one sentence or two each
 */
public record Command(String text, List<String> notes) {
    /** Copies the list, and shows what comes from outside in a note as {@link Shown} writes it. */
    public Command {
        notes = notes.stream().map(Shown::text).toList();
    }
}
