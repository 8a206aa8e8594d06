package org.etcdrecovery.core.shell;

import java.util.List;
import org.etcdrecovery.core.text.Shown;

/**
 * Text to paste into a shell or to save as a file, complete and without secrets.
 *
 * @param text  the command or the file, ready to use; may have several lines
 * @param notes what it does not do, or what the operator must add; one or two sentences each
 */
public record Command(String text, List<String> notes) {
    /** Copies the list and escapes external text in the notes with {@link Shown}. */
    public Command {
        notes = notes.stream().map(Shown::text).toList();
    }
}
