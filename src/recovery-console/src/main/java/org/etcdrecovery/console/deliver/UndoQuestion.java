package org.etcdrecovery.console.deliver;

import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.deliver.Writes;

/**
 * What an undo would do, to be shown before it.
 *
 * @param members   the members that are taken away
 * @param revisions how many revisions were written since they were activated; empty if no member answers
 * @param writes    what becomes of them without a snapshot
 */
public record UndoQuestion(List<String> members, Optional<Long> revisions, Writes writes) {
    /** Copies the list. */
    public UndoQuestion {
        members = List.copyOf(members);
    }
}
