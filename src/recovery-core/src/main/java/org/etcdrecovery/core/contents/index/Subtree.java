package org.etcdrecovery.core.contents.index;

/**
 * A child of a prefix: all keys that have the same bytes up to the next {@code /}, or a single key. A key such as
 * {@code /a} that is also the name of a subtree {@code /a/} is one child with it.
 *
 * @param prefix     the bytes up to and including the {@code /} if there are keys below it, else the whole key
 * @param name       what follows the parent's prefix, without the last {@code /}
 * @param keys       the number of keys, including the child's own
 * @param bytes      the length of their keys and values in bytes
 * @param key        whether the child itself is a key
 * @param expandable whether there are keys below it
 * @param rank       in the index, the key itself, or else the first key below it that exists
 * @param records    how many records of these keys the snapshot holds, including those of keys that do not exist in this
 *                   state
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole
public record Subtree(byte[] prefix, byte[] name, long keys, long bytes, boolean key, boolean expandable, int rank,
        int records) {}
