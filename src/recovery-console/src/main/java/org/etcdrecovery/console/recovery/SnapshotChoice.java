package org.etcdrecovery.console.recovery;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * The file that a run works on.
 *
 * @param file   its absolute path
 * @param source where it comes from
 * @param member the member it was taken from; empty if unknown
 * @param taken  when it was taken; empty if unknown
 * @param lacks  what is known to be missing from it, in a few words; empty if nothing is
 */
public record SnapshotChoice(Path file, SourceKind source, String member, Optional<Instant> taken, String lacks) {
    /** A file of which only the path is known. */
    public static SnapshotChoice ofFile(Path file) {
        return new SnapshotChoice(file.toAbsolutePath().normalize(), SourceKind.FILE, "", Optional.empty(), "");
    }
}
