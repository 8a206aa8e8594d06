package org.etcdrecovery.bench.corpus;

/**
 * One change in the history of a keyspace.
 *
 * @param main        the revision of the transaction
 * @param sub         the place within the transaction
 * @param slot        the number of the key that changes
 * @param incarnation how often that key had been deleted before
 * @param created     main of the change that created the key
 * @param version     how often the key was written since it was created; 0 for a deletion
 */
record Change(long main, int sub, int slot, int incarnation, long created, int version) {
    boolean isDeletion() {
        return version == 0;
    }
}
