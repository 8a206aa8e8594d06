package org.etcdrecovery.core.wal;

/**
 * A position in a log.
 *
 * @param file   the name of the segment's source, usually its path
 * @param offset the offset in the file in bytes
 */
public record WalPosition(String file, long offset) {}
