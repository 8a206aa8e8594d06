package org.etcdrecovery.console.recovery;

import java.util.List;

/**
 * What was typed in the step Source.
 *
 * @param kind        which source was picked
 * @param connection  the live endpoints
 * @param file        the snapshot file
 * @param directories data directories of dead members
 */
public record SourceForm(SourceKind kind, ConnectionForm connection, String file, List<String> directories) {
    /** Copies the list. */
    public SourceForm {
        directories = List.copyOf(directories);
    }
}
