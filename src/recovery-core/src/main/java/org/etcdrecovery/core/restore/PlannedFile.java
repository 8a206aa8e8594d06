package org.etcdrecovery.core.restore;

import java.nio.file.Path;

/**
 * A file that a restore is going to write.
 *
 * @param path   where it will stand in the end
 * @param size   its length in bytes
 * @param needed how much of a disk it takes, in bytes; less than its length where most of it is a hole
 * @param exact  whether both are known, not estimated
 * @param remark what is in it, in a few words; may be empty
 */
record PlannedFile(Path path, long size, long needed, boolean exact, String remark) {}
