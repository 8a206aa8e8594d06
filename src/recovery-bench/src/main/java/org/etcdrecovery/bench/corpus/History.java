package org.etcdrecovery.bench.corpus;

/**
 * The endless history of a keyspace with a fixed number of key slots. First every slot is filled. Then keys are updated
 * and deleted, some far more often than others, and deleted ones come back. Now and then a transaction makes several
 * changes.
 *
 * <p>Two histories with the same seed are identical. A compaction uses this to avoid keeping changes: one history runs
 * ahead and notes what survives, then a second one runs and leaves out the rest.
 */
final class History {
    /** The main revision of the first change in a new store. */
    private static final long FIRST_REVISION = 2;
    private static final int DELETE_ONE_IN = 12;
    private static final int SECOND_CHANGE_ONE_IN = 16;
    /** No transaction crosses a multiple of this many changes, so that a compaction can happen there. */
    private static final int BATCH = 64;

    private final SeededRandom random;
    private final long[] created;
    private final long[] modified;
    private final int[] versions;
    private final int[] incarnations;
    private long main = FIRST_REVISION - 1;
    private int sub;
    private long changes;

    History(String seed, int slots) {
        random = new SeededRandom(seed);
        created = new long[slots];
        modified = new long[slots];
        versions = new int[slots];
        incarnations = new int[slots];
    }

    /**
     * Compacts the first changes of a history and returns what survives.
     *
     * @param changes the number of changes before the compaction, rounded up to the end of a batch
     */
    static Survivors compact(String seed, int slots, long changes) {
        History history = new History(seed, slots);
        while (history.changes < changes || history.changes % BATCH != 0) {
            history.next();
        }
        return history.survivors();
    }

    /** The number of changes so far. */
    long changes() {
        return changes;
    }

    /** The main revision of the last change. */
    long revision() {
        return main;
    }

    /** Makes the next change. */
    Change next() {
        int slots = versions.length;
        int slot = changes < slots ? (int) changes : random.mostlySmall(slots);
        // A transaction may change a key only once.
        if (changes % BATCH != 0 && modified[slot] != main && random.oneIn(SECOND_CHANGE_ONE_IN)) {
            sub++;
        } else {
            main++;
            sub = 0;
        }
        changes++;
        modified[slot] = main;
        if (versions[slot] > 0 && random.oneIn(DELETE_ONE_IN)) {
            return delete(slot);
        }
        if (versions[slot] == 0) {
            created[slot] = main;
        }
        versions[slot]++;
        return new Change(main, sub, slot, incarnations[slot], created[slot], versions[slot]);
    }

    private Change delete(int slot) {
        versions[slot] = 0;
        return new Change(main, sub, slot, incarnations[slot]++, created[slot], 0);
    }

    private Survivors survivors() {
        long[] last = modified.clone();
        for (int slot = 0; slot < last.length; slot++) {
            if (versions[slot] == 0) {
                last[slot] = Survivors.NONE;
            }
        }
        return new Survivors(main, last);
    }

    /** The newest change of each slot at the time of a compaction, if the key existed then. */
    static final class Survivors {
        private static final long NONE = -1;

        private final long compacted;
        private final long[] last;

        private Survivors(long compacted, long[] last) {
            this.compacted = compacted;
            this.last = last;
        }

        /** The compact revision. */
        long compacted() {
            return compacted;
        }

        boolean include(Change change) {
            return change.main() > compacted || last[change.slot()] == change.main();
        }
    }
}
