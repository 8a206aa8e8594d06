package org.etcdrecovery.core.contents.index;

/**
 * A key that exists in a {@link KeyState}.
 *
 * @param rank     the key in the index
 * @param revision the main revision of its newest record in this state
 * @param size     the length of key and value in bytes
 * @param records  how many records of the key the snapshot holds, newer ones and tombstones included
 */
public record KeyRef(int rank, long revision, int size, int records) {}
