package org.etcdrecovery.core.contents.compare;

/**
 * A child of a prefix in which keys differ. A key that is also the name of a subtree is a child of its own.
 *
 * @param prefix  the bytes up to and including the {@code /} if these are the keys below it, else the whole key
 * @param name    what follows the parent's prefix, without the last {@code /}
 * @param subtree whether these are the keys below the name, and not one key
 * @param summary how many of its keys differ
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole
public record SubtreeChanges(byte[] prefix, byte[] name, boolean subtree, Summary summary) {}
