package org.etcdrecovery.core.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;
import org.etcdrecovery.core.origin.FileOrigin;
import org.etcdrecovery.core.store.objects.StoredObject;

/**
 * A file in a store that can be a snapshot.
 *
 * @param object   the file
 * @param manifest what the manifest beside it says; empty if it has none that can be read
 * @param origin   the platform whose names it has; empty if it has none of these
 */
public record StoredSnapshot(StoredObject object, Optional<StoredManifest> manifest, Optional<FileOrigin> origin) {
    /**
     * The newest first. Manifests count whole seconds; in one second the higher revision is the newer one, and of the same
     * revision the higher name, as {@code snapshot keep} numbers them.
     */
    public static final Comparator<StoredSnapshot> NEWEST_FIRST = Comparator.comparing(StoredSnapshot::time)
            .thenComparingLong(snapshot -> snapshot.revision().orElse(0))
            .thenComparing(snapshot -> snapshot.object().name())
            .reversed();

    /** What is known about a file without reading it. */
    public enum Standing {
        /** The manifest says that a cluster can be restored from it. */
        RESTORABLE,
        /** The manifest says that a cluster can be restored from it, with care. */
        RESTORABLE_WITH_CARE,
        /** The manifest says that it is damaged. */
        DAMAGED,
        /** The manifest says that it is something else. */
        NOT_A_SNAPSHOT,
        /** A snapshot by its name or its manifest, which was not inspected. */
        NOT_JUDGED,
        /** It does not have the size that its manifest states, so it is another file or cut off. */
        SIZE_DIFFERS,
        /** The platform that made it writes a second file, and that is missing. */
        PAIR_MISSING,
        /** It holds only the changes since a full snapshot. */
        DELTA,
        /** It has no manifest, and no platform names its backups so: incomplete, or not a snapshot at all. */
        INCOMPLETE_OR_FOREIGN
    }

    /** What is known about it. */
    public Standing standing() {
        if (manifest.isPresent()) {
            return manifest.get().size() == object.size() ? judged(manifest.get()) : Standing.SIZE_DIFFERS;
        }
        if (origin.isEmpty()) {
            return Standing.INCOMPLETE_OR_FOREIGN;
        }
        return origin.get().delta()
                ? Standing.DELTA
                : origin.get().twin().isPresent() ? Standing.PAIR_MISSING : Standing.NOT_JUDGED;
    }

    private static Standing judged(StoredManifest manifest) {
        return manifest.verdict().map(verdict -> switch (verdict) {
            case RESTORABLE -> Standing.RESTORABLE;
            case RESTORABLE_WITH_CARE -> Standing.RESTORABLE_WITH_CARE;
            case DAMAGED -> Standing.DAMAGED;
            case NOT_A_SNAPSHOT -> Standing.NOT_A_SNAPSHOT;
        }).orElse(Standing.NOT_JUDGED);
    }

    /** Whether its manifest fits it and says that a cluster can be restored from it. */
    public boolean isUsable() {
        return standing() == Standing.RESTORABLE || standing() == Standing.RESTORABLE_WITH_CARE;
    }

    /** When it was made, by its manifest or its name; otherwise when it was written to the store. In whole seconds. */
    public Instant time() {
        return manifest.map(StoredManifest::time)
                .or(() -> origin.flatMap(FileOrigin::time))
                .orElse(object.modified())
                .truncatedTo(ChronoUnit.SECONDS);
    }

    /** Its last revision, by its manifest or its name. */
    public OptionalLong revision() {
        return manifest.map(StoredManifest::revision)
                .orElseGet(() -> origin.map(FileOrigin::revision)
                        .orElse(OptionalLong.empty()));
    }
}
