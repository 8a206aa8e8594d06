package org.etcdrecovery.bench.corpus;

/**
 * One change in the history of a keyspace.
 *
 * @param main        the main revision of the transaction
 * @param sub         the sub revision within the transaction
 * @param slot        the number of the key that changes
 * @param incarnation how many times that key was deleted before
 * @param created     the main revision of the change that created the key
 * @param version     how many times the key was written since it was created; 0 for a deletion
 */
record Change(long main, int sub, int slot, int incarnation, long created, int version) {
    boolean isDeletion() {
        return version == 0;
    }
}
