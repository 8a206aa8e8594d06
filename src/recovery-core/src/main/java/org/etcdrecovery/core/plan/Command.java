package org.etcdrecovery.core.plan;

import java.util.List;

/**
 * Something to paste into a shell or to save as a file, complete and without secrets.
 *
 * @param text  the command or the file; several lines, and ready as it stands
 * @param notes what it does not do, or what has to be added where it is used; one sentence or two each
 */
public record Command(String text, List<String> notes) {
    /** Copies the list. */
    public Command {
        notes = List.copyOf(notes);
    }
}
