package org.etcdrecovery.core.rescue.replay;

import java.util.List;

/** A request about keys, alone in an entry or within a transaction. Source: etcdserverpb.RequestOp. */
sealed interface Operation {
    /**
     * Writes a key.
     *
     * @param lease       the lease to attach the key to; 0 for none
     * @param prevKv      whether the client asked for the value before, which needs another permission
     * @param ignoreValue whether the key keeps its value
     * @param ignoreLease whether the key keeps its lease
     */
    record Put(Key key, Place value, long lease, boolean prevKv, boolean ignoreValue, boolean ignoreLease)
            implements
                Operation {}

    /** Deletes keys. */
    record Delete(KeySpan keys, boolean prevKv) implements Operation {}

    /**
     * Reads keys.
     *
     * @param revision the revision to read at; 0 for the current one
     */
    record Range(KeySpan keys, long revision) implements Operation {}

    /** Compares, and then executes one of two lists of operations in a single revision. */
    record Txn(List<Comparison> comparisons, List<Operation> success, List<Operation> failure) implements Operation {
        public Txn {
            comparisons = List.copyOf(comparisons);
            success = List.copyOf(success);
            failure = List.copyOf(failure);
        }
    }

    /**
     * A condition of a transaction. Source: etcdserverpb.Compare.
     *
     * @param result how the key has to compare: 0 equal, 1 greater, 2 less, 3 not equal
     * @param target what to compare: 0 version, 1 create revision, 2 modification revision, 3 value, 4 lease
     * @param number what to compare it with; 0 unless the field that belongs to the target is set
     * @param value  the value to compare it with
     */
    record Comparison(int result, int target, KeySpan keys, long number, Place value) {
        static final int VERSION = 0;
        static final int CREATE = 1;
        static final int MOD = 2;
        static final int VALUE = 3;
        static final int LEASE = 4;

        /** Whether a comparison has this result, given how the key's side compares. */
        boolean accepts(int order) {
            return switch (result) {
                case 0 -> order == 0;
                case 1 -> order > 0;
                case 2 -> order < 0;
                case 3 -> order != 0;
                default -> true;
            };
        }
    }
}
