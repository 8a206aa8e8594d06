package org.etcdrecovery.core.plan;

import java.nio.file.Path;

/**
 * The file that a plan restores from. A restore refuses any other.
 *
 * @param file        the snapshot, an absolute path
 * @param sha256      SHA-256 of the whole file in lower-case hex
 * @param imageSha256 SHA-256 of the database image in it, without the trailing hash
 * @param imageSize   the size of the image in bytes
 * @param contentHash the hash that {@code snapshot status} prints; computed again while the snapshot is copied
 */
public record SnapshotRef(Path file, String sha256, String imageSha256, long imageSize, int contentHash) {}
