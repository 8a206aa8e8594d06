package org.etcdrecovery.core.plan;

import java.nio.file.Path;

/**
 * Which file a plan is about. A restore refuses any other.
 *
 * @param file        the snapshot, an absolute path
 * @param sha256      SHA-256 of the whole file in lower-case hex
 * @param imageSha256 SHA-256 of the database image in it, without the trailing hash
 * @param imageSize   the length of the image in bytes
 * @param contentHash the hash that its status prints: taken again while it is copied
 */
public record SnapshotRef(Path file, String sha256, String imageSha256, long imageSize, int contentHash) {}
