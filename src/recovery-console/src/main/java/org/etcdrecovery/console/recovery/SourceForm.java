package org.etcdrecovery.console.recovery;

import java.util.List;
import java.util.Optional;

/**
 * What was typed in the step Source.
 *
 * @param kind        which source was picked
 * @param connection  the live endpoints
 * @param file        the snapshot file
 * @param directories data directories of dead members
 * @param taken       the one of them that is to be taken; empty while none is
 */
public record SourceForm(SourceKind kind, ConnectionForm connection, String file, List<String> directories,
        Optional<String> taken) {
    /** Copies the list. */
    public SourceForm {
        directories = List.copyOf(directories);
    }
}
