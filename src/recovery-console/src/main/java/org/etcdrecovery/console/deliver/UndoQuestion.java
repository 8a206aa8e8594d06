package org.etcdrecovery.console.deliver;

import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.cluster.connect.Failure;
import org.etcdrecovery.core.deliver.Written;

/**
 * What an undo would do, to be shown before it.
 *
 * @param members the members that are taken away
 * @param written what clients have written since they were activated; empty if no member says it
 * @param refusal why one that is there does not say it, such as that it wants a client certificate; empty if none is
 */
public record UndoQuestion(List<String> members, Optional<Written> written, Optional<Failure> refusal) {
    /** Copies the list. */
    public UndoQuestion {
        members = List.copyOf(members);
    }

    /** How many revisions were written, as far as the members that answer know. */
    long revisions() {
        return written.map(Written::revisions).orElse(0L);
    }

    /** Whether a snapshot may hold something that would else be in the directories alone that are moved aside. */
    boolean isWorthSaving() {
        return written.filter(known -> known.revisions() > 0 || !known.certain()).isPresent();
    }
}
