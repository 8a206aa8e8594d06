package org.etcdrecovery.core.snapshot;

import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.keyspace.KeyValueReader;

/**
 * Receives the records of the keyspace, and for each of them the record of the same key that it follows. A pass over the
 * keyspace looks keys up in batches on another thread, so it learns the latter a few thousand records later.
 */
public interface HistoryListener {
    /** The previous record of a key that has none, or that was deleted and is created again. */
    int NONE = KeyTable.NONE;

    /**
     * Called for each record whose key and value can be decoded, in the order of the revisions.
     *
     * @param element  the element of the leaf that is the record
     * @param record   its number, counted from 0; a malformed record takes a number too
     * @param keyValue says where the fields are in the buffer of the leaf; valid only during the call, like the leaf
     */
    void record(Leaf leaf, int element, int record, KeyValueReader keyValue);

    /**
     * Called on the thread that calls {@link #record} when the records since the last call have become a batch.
     */
    void sent();

    /**
     * Called for each batch in the order of the batches, on any thread but never on two at once. Everything that happened
     * before {@link #sent} for this batch is visible.
     *
     * @param previous for each record of the batch, the number of the record of the same key that it follows, or
     *                 {@link #NONE}; valid only during the call
     * @param count    how many records the batch has
     */
    void linked(int[] previous, int count);
}
