package org.etcdrecovery.core.edit;

import java.util.BitSet;
import java.util.NavigableMap;

/**
 * The result of a survey, with what is needed to write the keyspace. Callers must not change the sets.
 *
 * @param keyspace      what the edit makes of the keyspace
 * @param dropped       the newest records of the keys that are deleted, counted in key order from 0
 * @param newest        the records that are the newest of a key that exists afterwards, before any bump
 * @param records       how many records there are afterwards, before any bump
 * @param recordOfEmptyKey the newest record of the empty key, which an earlier bump wrote; negative if there is none
 * @param recreated     the leases to create, in the order of their keys in the bucket, with their time to live in seconds
 */
public record Surveyed(EditedKeyspace keyspace, BitSet dropped, BitSet newest, int records, int recordOfEmptyKey,
        NavigableMap<Long, Long> recreated) {
    /** The newest records after a bump, which puts the empty key as the last record. */
    public BitSet newestAfterBump() {
        BitSet after = (BitSet) newest.clone();
        if (recordOfEmptyKey >= 0) {
            after.clear(recordOfEmptyKey);
        }
        after.set(records);
        return after;
    }
}
