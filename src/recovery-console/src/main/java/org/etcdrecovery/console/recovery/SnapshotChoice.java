package org.etcdrecovery.console.recovery;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * The file that a run works on.
 *
 * @param file   where it is, an absolute path
 * @param source where it comes from
 * @param member the member that it was taken from; empty when nobody knows
 * @param taken  when it was taken; empty when nobody knows
 * @param lacks  what is known to be missing from it, a few words; empty when nothing is
 */
public record SnapshotChoice(Path file, SourceKind source, String member, Optional<Instant> taken, String lacks) {
    /** A file of which only the name is known. */
    public static SnapshotChoice ofFile(Path file) {
        return new SnapshotChoice(file.toAbsolutePath().normalize(), SourceKind.FILE, "", Optional.empty(), "");
    }
}
