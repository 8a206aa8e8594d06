package org.etcdrecovery.console.recovery;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.etcdrecovery.core.snapshot.SnapshotName;

/**
 * The file that a run works on.
 *
 * @param file   its absolute path
 * @param entry  the snapshot in the file, if that is an archive with several; empty otherwise
 * @param source where it comes from
 * @param member the member it was taken from; empty if unknown
 * @param taken  when it was taken; empty if unknown
 * @param lacks  what is known to be missing from it, in a few words; empty if nothing is
 */
public record SnapshotChoice(Path file, @JsonInclude(Include.NON_ABSENT) Optional<String> entry, SourceKind source,
        String member,
        Optional<Instant> taken, String lacks) {
    /** A file that is not an archive, or holds only one snapshot. */
    public SnapshotChoice(Path file, SourceKind source, String member, Optional<Instant> taken, String lacks) {
        this(file, Optional.empty(), source, member, taken, lacks);
    }

    /** A file of which only the path is known. */
    public static SnapshotChoice ofFile(Path file) {
        return new SnapshotChoice(file.toAbsolutePath().normalize(), SourceKind.FILE, "", Optional.empty(), "");
    }

    /** One of the snapshots in this archive. */
    public SnapshotChoice choosing(String name) {
        return new SnapshotChoice(file, Optional.of(name), source, member, taken, lacks);
    }

    /** How to open it. */
    public SnapshotName name() {
        return new SnapshotName(file, entry);
    }
}
