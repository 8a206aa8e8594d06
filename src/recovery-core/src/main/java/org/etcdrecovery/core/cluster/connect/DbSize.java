package org.etcdrecovery.core.cluster.connect;

/**
 * The size of a member's database, in bytes.
 *
 * @param file  the size of the file
 * @param inUse the part of the file that holds data
 * @param quota the size at which the alarm NOSPACE is raised; 0 if the member does not report it (before 3.6)
 */
public record DbSize(long file, long inUse, long quota) {}
