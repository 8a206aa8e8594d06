package org.etcdrecovery.core.origin;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.etcdrecovery.core.text.Shown;

/**
 * What a file's name and the files beside it tell about it. Node, version and metadata come from outside; {@link Shown}
 * must escape them.
 *
 * @param maker    the platform that names its backups like this
 * @param time     when the backup was made
 * @param node     the node that made it
 * @param revision the last revision it is said to have
 * @param version  the version of etcd that made it
 * @param twin     the file that belongs to it and is missing beside it
 * @param metadata what else is recorded beside it; names without values, which may hold a cluster's configuration
 * @param delta    whether such a name is that of a delta, which holds only the changes since a full snapshot
 */
public record FileOrigin(String maker, Optional<Instant> time, Optional<String> node, OptionalLong revision,
        Optional<String> version, Optional<Path> twin, List<String> metadata, boolean delta) {
    /** Copies the list. */
    public FileOrigin {
        metadata = List.copyOf(metadata);
    }

    /** What it tells, in a few words; what comes from outside is escaped. */
    public String words() {
        List<String> told = new ArrayList<>(List.of("named like a backup of " + maker));
        node.ifPresent(name -> told.add("node " + Shown.name(name)));
        time.ifPresent(when -> told.add("made " + when));
        revision.ifPresent(last -> told.add("revision " + last));
        version.ifPresent(etcd -> told.add("etcd " + Shown.name(etcd)));
        if (!metadata.isEmpty()) {
            told.add("recorded with it: " + metadata.stream().map(Shown::name).collect(Collectors.joining(", ")));
        }
        return String.join(", ", told);
    }

    static FileOrigin of(String maker, Optional<Instant> time) {
        return new FileOrigin(maker, time, Optional.empty(), OptionalLong.empty(), Optional.empty(), Optional.empty(),
                List.of(), false);
    }

    FileOrigin on(Optional<String> thatNode) {
        return new FileOrigin(maker, time, thatNode, revision, version, twin, metadata, delta);
    }

    FileOrigin at(long thatRevision) {
        return new FileOrigin(maker, time, node, OptionalLong.of(thatRevision), version, twin, metadata, delta);
    }

    FileOrigin by(Optional<String> thatVersion) {
        return new FileOrigin(maker, time, node, revision, thatVersion, twin, metadata, delta);
    }

    FileOrigin lacking(Path thatTwin) {
        return new FileOrigin(maker, time, node, revision, version, Optional.of(thatTwin), metadata, delta);
    }

    FileOrigin with(List<String> thatMetadata) {
        return new FileOrigin(maker, time, node, revision, version, twin, thatMetadata, delta);
    }

    FileOrigin asDelta() {
        return new FileOrigin(maker, time, node, revision, version, twin, metadata, true);
    }
}
