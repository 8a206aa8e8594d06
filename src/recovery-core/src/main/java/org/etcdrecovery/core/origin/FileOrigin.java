package org.etcdrecovery.core.origin;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.etcdrecovery.core.text.Shown;

/**
 * What a file's name and the files beside it tell about it. Node and version come from outside; {@link Shown} must escape
 * them.
 *
 * @param maker    the platform that names its backups like this
 * @param time     when the backup was made
 * @param node     the node that made it
 * @param revision the last revision it is said to have
 * @param version  the version of etcd that made it
 * @param twin     the file that belongs to it and is missing beside it
 */
public record FileOrigin(String maker, Optional<Instant> time, Optional<String> node, OptionalLong revision,
        Optional<String> version, Optional<Path> twin) {
    /** What it tells, in a few words; what comes from outside is escaped. */
    public String words() {
        List<String> told = new ArrayList<>(List.of("named like a backup of " + maker));
        node.ifPresent(name -> told.add("node " + Shown.name(name)));
        time.ifPresent(when -> told.add("made " + when));
        revision.ifPresent(last -> told.add("revision " + last));
        version.ifPresent(etcd -> told.add("etcd " + Shown.name(etcd)));
        return String.join(", ", told);
    }

    static FileOrigin of(String maker, Optional<Instant> time) {
        return new FileOrigin(maker, time, Optional.empty(), OptionalLong.empty(), Optional.empty(), Optional.empty());
    }

    FileOrigin on(Optional<String> thatNode) {
        return new FileOrigin(maker, time, thatNode, revision, version, twin);
    }

    FileOrigin at(long thatRevision) {
        return new FileOrigin(maker, time, node, OptionalLong.of(thatRevision), version, twin);
    }

    FileOrigin by(Optional<String> thatVersion) {
        return new FileOrigin(maker, time, node, revision, thatVersion, twin);
    }

    FileOrigin lacking(Path thatTwin) {
        return new FileOrigin(maker, time, node, revision, version, Optional.of(thatTwin));
    }
}
