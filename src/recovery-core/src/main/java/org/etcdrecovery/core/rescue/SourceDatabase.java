package org.etcdrecovery.core.rescue;

import java.nio.file.Path;
import java.util.Optional;
import org.etcdrecovery.core.snapshot.DatabaseFacts;

/**
 * A database in a member's directory.
 *
 * @param file    its path
 * @param kind    how it came there
 * @param size    its size in bytes
 * @param facts   the facts in it; empty if it cannot be used
 * @param problem why it cannot be used, in a sentence; empty if it can
 */
public record SourceDatabase(Path file, Kind kind, long size, Optional<DatabaseFacts> facts, String problem) {
    /** How a database came into a directory. */
    public enum Kind {
        /** {@code db}: the server's own. */
        OWN,
        /** {@code %016x.snap.db}: sent by a leader, not yet put in place. */
        RECEIVED,
        /** {@code db.tmp.*}: what a defragmentation had written when it was interrupted. */
        DEFRAGMENTED
    }
}
