package org.etcdrecovery.core.plan;

import java.nio.file.Path;
import java.util.Optional;
import org.etcdrecovery.core.snapshot.Container;
import org.etcdrecovery.core.snapshot.SnapshotFacts;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.TrailingHash;

/**
 * The file that a plan restores from. A restore refuses any other.
 *
 * @param file        the snapshot, or the packed file that holds it, an absolute path; only its name if it has an address
 * @param container   the entry and the SHA-256 of the packed file; empty if the file is not packed
 * @param sha256      SHA-256 of the whole snapshot, unpacked, in lower-case hex
 * @param imageSha256 SHA-256 of the database image in it, without the trailing hash
 * @param imageSize   the size of the image in bytes
 * @param contentHash the hash that {@code snapshot status} prints; computed again while the snapshot is copied
 * @param address     where to fetch the file from; empty if it is on this machine
 */
public record SnapshotRef(Path file, Optional<Container> container, String sha256, String imageSha256, long imageSize,
        int contentHash, Optional<String> address) {
    /** A file that is not packed. */
    public SnapshotRef(Path file, String sha256, String imageSha256, long imageSize, int contentHash) {
        this(file, Optional.empty(), sha256, imageSha256, imageSize, contentHash, Optional.empty());
    }

    static SnapshotRef of(SnapshotFacts facts) {
        TrailingHash hash = facts.hashes().trailingHash();
        return new SnapshotRef(facts.name().file(), facts.container(), facts.hashes().sha256(), hash.computed(),
                hash.imageSize(), facts.status().hash(), facts.address());
    }

    /** How to open the snapshot. */
    public SnapshotName name() {
        return new SnapshotName(file, container.flatMap(Container::entry), address);
    }
}
