package org.etcdrecovery.core.contents.index;

/**
 * One record in the history of a key.
 *
 * @param revision  the main revision that wrote it
 * @param size      the length of key and value in bytes
 * @param tombstone whether it deletes the key
 */
public record RecordRef(long revision, int size, boolean tombstone) {}
