package org.etcdrecovery.core.edit;

/**
 * What going back changes among the keys with a common prefix.
 *
 * @param prefix    the first two parts of the keys, escaped, such as {@code /registry/pods/}; empty for all others
 * @param takenKeys how many keys were written since, so that their present value goes
 * @param takenBytes the size of these keys and values in bytes
 * @param backKeys  how many keys come back, or go back to an earlier value
 * @param backBytes the size of these keys and values in bytes
 */
public record Subtree(String prefix, long takenKeys, long takenBytes, long backKeys, long backBytes) {}
