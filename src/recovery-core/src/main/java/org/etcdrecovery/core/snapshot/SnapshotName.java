package org.etcdrecovery.core.snapshot;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How an operator names a snapshot.
 *
 * @param file  the file, packed or not
 * @param entry the name of the snapshot in an archive; empty to take the only one
 */
public record SnapshotName(Path file, Optional<String> entry) {
    /** A file that is a snapshot, or that holds exactly one. */
    public static SnapshotName of(Path file) {
        return new SnapshotName(file, Optional.empty());
    }
}
