package org.etcdrecovery.core.wal;

/**
 * A place in a log.
 *
 * @param file   the name of the segment's source, usually its path
 * @param offset bytes from its start
 */
public record WalPosition(String file, long offset) {}
