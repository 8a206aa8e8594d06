package org.etcdrecovery.core.snapshot;

import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.keyspace.KeyValueReader;
import org.etcdrecovery.core.keyspace.Revision;

/**
 * One record as a step in the history of its key: the state that the key must have before it, and its state after it. A
 * state is a hash of the create revision and the version, because the next record is compared with nothing else. An
 * instance is reused for one record after another.
 *
 * <p>A compaction keeps the newest record of each key, so every record above it can be checked against the one before: a
 * put follows a record with the same create revision and the version before, or has version 1 and follows none; a deletion
 * follows a put. A finished compaction leaves at most one record for each key, and no deletion except at its own revision.
 * Source: etcd server/storage/mvcc, key_index.go and kvstore_txn.go.
 */
final class KeyStep {
    /** The state of a key that does not exist. */
    static final int ABSENT = 0;
    /** Required: nothing. */
    static final int ANY = 1;
    /** Required: the key exists. */
    static final int PRESENT = 2;
    /** Required: the compaction left no older record of the key. */
    static final int ALONE = 3;
    /** The compaction should have removed this record itself. */
    static final int IMPOSSIBLE = 4;
    /** Set in every state of a key that exists, so that none equals one of the constants above. */
    private static final int STATE_MARK = 8;
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final Compaction compaction;
    private int required = ANY;
    private int stateAfter = STATE_MARK;
    private long offset;
    private int length;

    /** @param compaction how far the history is compacted */
    KeyStep(Compaction compaction) {
        this.compaction = compaction;
    }

    /** Moves on to a record with a sound key. */
    void take(Leaf leaf, int element, KeyValueReader keyValue) {
        boolean deletion = leaf.keyLength(element) == Revision.TOMBSTONE_KEY_LENGTH;
        long main = Revision.mainOf(leaf.buffer(), leaf.keyStart(element));
        required = required(main, deletion, keyValue);
        stateAfter = state(keyValue.createRevision(), keyValue.version());
        offset = leaf.offset(element);
        length = leaf.valueEnd(element) - leaf.keyStart(element);
    }

    private int required(long main, boolean deletion, KeyValueReader keyValue) {
        if (main <= compaction.finished()) {
            return deletion && main < compaction.finished() ? IMPOSSIBLE : ALONE;
        }
        if (main <= compaction.bound()) {
            return ANY;
        }
        if (deletion) {
            return PRESENT;
        }
        if (keyValue.version() < 1) {
            // RecordShape reports such a record.
            return ANY;
        }
        return keyValue.version() == 1 && keyValue.createRevision() == main
                ? ABSENT
                : state(keyValue.createRevision(), keyValue.version() - 1);
    }

    private static int state(long created, long version) {
        long mixed = (created * MIX ^ version) * MIX;
        return (int) (mixed >>> Integer.SIZE) | STATE_MARK;
    }

    /** What the key must be before this record: one of the constants, or a state. */
    int required() {
        return required;
    }

    /** The state of the key after this record, if it is a put. */
    int stateAfter() {
        return stateAfter;
    }

    /** The offset of the record in the file. */
    long offset() {
        return offset;
    }

    /** The length of key and value together in bytes. */
    int length() {
        return length;
    }
}
