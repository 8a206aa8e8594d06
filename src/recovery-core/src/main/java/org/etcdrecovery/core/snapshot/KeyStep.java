package org.etcdrecovery.core.snapshot;

import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.keyspace.KeyValueReader;
import org.etcdrecovery.core.keyspace.Revision;

/**
 * One record as a step in the history of its key: what the key must have been before it, and what it is afterwards. A
 * state is a number that stands for the revision of creation and the version, which is all that the next record is held
 * against. Reused: the next record takes the place of the last.
 *
 * <p>A compaction keeps the newest record of each key, so above it every record has one to follow: a put the same
 * creation and the version before, or no key and version 1; a deletion a key. What a finished compaction has passed is at
 * most one record a key, and no deletion but at its very revision. Source: etcd server/storage/mvcc, key_index.go and
 * kvstore_txn.go.
 */
final class KeyStep {
    /** The state of a key that does not exist. */
    static final int ABSENT = 0;
    /** Required: nothing. */
    static final int ANY = 1;
    /** Required: that the key exists. */
    static final int PRESENT = 2;
    /** Required: that no older record of the key was left by a compaction. */
    static final int ALONE = 3;
    /** Required: that this record itself is not there. */
    static final int IMPOSSIBLE = 4;
    /** Set in every state of a key that exists, so that none is one of the above. */
    private static final int STATE_MARK = 8;
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final Compaction compaction;
    private int required = ANY;
    private int stateAfter = STATE_MARK;
    private long offset;
    private int length;

    /** Steps of a history that is compacted so far. */
    KeyStep(Compaction compaction) {
        this.compaction = compaction;
    }

    /** Takes a record, which has a sound key. */
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
            // What is wrong with such a record shows without the one before it.
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

    /** What the key has to be before this record: one of the constants, or a state. */
    int required() {
        return required;
    }

    /** The state of the key after this record, if it is a put. */
    int stateAfter() {
        return stateAfter;
    }

    /** Where the record stands in the file. */
    long offset() {
        return offset;
    }

    /** The length of the record in bytes, key and value. */
    int length() {
        return length;
    }
}
