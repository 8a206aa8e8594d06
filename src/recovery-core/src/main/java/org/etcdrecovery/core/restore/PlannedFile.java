package org.etcdrecovery.core.restore;

import java.nio.file.Path;

/**
 * A file that a restore will write.
 *
 * @param path   its final path
 * @param size   its length in bytes
 * @param needed the disk space it needs, in bytes; less than its length if most of it is a hole
 * @param exact  whether both numbers are exact, not estimated
 * @param remark a short description of its content; may be empty
 */
record PlannedFile(Path path, long size, long needed, boolean exact, String remark) {}
