package org.etcdrecovery.console.recovery;

import java.util.List;
import java.util.Optional;

/**
 * What was typed in the step Source.
 *
 * @param kind        the selected source
 * @param connection  how to reach the live endpoints
 * @param file        the snapshot file
 * @param directories data directories of dead members
 * @param taken       the selected directory; empty if there is none
 */
public record SourceForm(SourceKind kind, ConnectionForm connection, String file, List<String> directories,
        Optional<String> taken) {
    /** Copies the list. */
    public SourceForm {
        directories = List.copyOf(directories);
    }
}
