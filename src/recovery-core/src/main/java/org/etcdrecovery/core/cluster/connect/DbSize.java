package org.etcdrecovery.core.cluster.connect;

/**
 * How large the database of a member is, in bytes.
 *
 * @param file  the size of the file
 * @param inUse what of it holds data
 * @param quota where the alarm NOSPACE is raised; 0 if the member does not tell (before 3.6)
 */
public record DbSize(long file, long inUse, long quota) {}
