package org.etcdrecovery.core.snapshot;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * Which keys exist, and on request which record is the newest of each, after the changes that it was told of in their
 * order. Looking up a key among millions waits for memory most of the time, so it happens beside the reading: changes
 * are collected, and applied batch by batch on another thread. A file with few keys never gets that far.
 *
 * <p>Where the table knows each key before and after a change is also where it shows that a change does not follow from
 * the one before it.
 */
final class LivingRecords {
    private static final int BATCH = 4096;
    private static final int MOST_UNDER_WAY = 4;
    private static final int DELETION = -1;

    private final KeyTable living;
    private final @Nullable BitSet newest;
    private final @Nullable BrokenSteps broken;
    private final Deque<Batch> underWay = new ArrayDeque<>();
    private Batch batch;

    private LivingRecords(boolean findNewest, @Nullable BrokenSteps broken) {
        this.living = new KeyTable(findNewest, broken != null);
        this.newest = findNewest ? new BitSet() : null;
        this.broken = broken;
        this.batch = new Batch(broken != null);
    }

    /**
     * @param findNewest whether the newest record of each key is remembered
     */
    LivingRecords(boolean findNewest) {
        this(findNewest, null);
    }

    /**
     * Remembers the newest record of each key, and holds each change against the one before it.
     *
     * @param broken learns of those that do not follow; complete once something was asked here
     */
    static LivingRecords checking(BrokenSteps broken) {
        return new LivingRecords(true, broken);
    }

    /**
     * A record is the newest of its key.
     *
     * @param step what it is in the history of the key; null where changes are not held against each other
     */
    void put(KeyFingerprint key, int record, @Nullable KeyStep step) {
        add(key, record, step);
    }

    /**
     * A key does not exist any more.
     *
     * @param step as for a put
     */
    void delete(KeyFingerprint key, @Nullable KeyStep step) {
        add(key, DELETION, step);
    }

    /** The number of keys that exist. */
    long size() {
        settle();
        return living.size();
    }

    /** Whether a record is the newest of a key that exists. */
    boolean isNewest(int record) {
        settle();
        return newest != null && newest.get(record);
    }

    /** All records that are; they are nobody's to change. */
    BitSet newest() {
        settle();
        return newest == null ? new BitSet() : newest;
    }

    /** How many of some records are the newest of a key that exists. */
    int countNewest(BitSet records) {
        settle();
        if (newest == null) {
            return 0;
        }
        BitSet both = (BitSet) newest.clone();
        both.and(records);
        return both.cardinality();
    }

    private void add(KeyFingerprint key, int record, @Nullable KeyStep step) {
        if (batch.count == BATCH) {
            send();
        }
        batch.add(key, record, step);
    }

    private void send() {
        Batch full = batch;
        CompletableFuture<Void> before = underWay.isEmpty()
                ? CompletableFuture.completedFuture(null)
                : underWay.getLast().applied;
        full.applied = before.thenRunAsync(() -> apply(full), ForkJoinPool.commonPool());
        underWay.add(full);
        batch = underWay.size() < MOST_UNDER_WAY ? new Batch(broken != null) : takeBack();
    }

    private Batch takeBack() {
        Batch oldest = underWay.remove();
        try {
            oldest.applied.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
        oldest.count = 0;
        return oldest;
    }

    /** Applies everything. */
    void settle() {
        while (!underWay.isEmpty()) {
            takeBack();
        }
        if (batch.count > 0) {
            apply(batch);
            batch.count = 0;
        }
    }

    private void apply(Batch changes) {
        for (int i = 0; i < changes.count; i++) {
            int record = changes.records[i];
            int before = record == DELETION
                    ? living.remove(changes.highs[i], changes.lows[i])
                    : living.put(changes.highs[i], changes.lows[i], record, changes.stateAfter(i));
            if (broken != null) {
                broken.compare(changes.required[i], living.stateBefore(), changes.offsets[i], changes.lengths[i]);
            }
            if (newest != null) {
                if (before != KeyTable.NONE) {
                    newest.clear(before);
                }
                if (record != DELETION) {
                    newest.set(record);
                }
            }
        }
    }

    /** Changes in their order. */
    private static final class Batch {
        private final long[] highs = new long[BATCH];
        private final int[] lows = new int[BATCH];
        private final int[] records = new int[BATCH];
        private final boolean withSteps;
        private final int[] required;
        private final int[] states;
        private final long[] offsets;
        private final int[] lengths;
        private int count;
        private CompletableFuture<Void> applied = CompletableFuture.completedFuture(null);

        Batch(boolean withSteps) {
            this.withSteps = withSteps;
            int steps = withSteps ? BATCH : 0;
            required = new int[steps];
            states = new int[steps];
            offsets = new long[steps];
            lengths = new int[steps];
        }

        void add(KeyFingerprint key, int record, @Nullable KeyStep step) {
            highs[count] = key.high();
            lows[count] = key.low();
            records[count] = record;
            if (withSteps && step != null) {
                required[count] = step.required();
                states[count] = step.stateAfter();
                offsets[count] = step.offset();
                lengths[count] = step.length();
            }
            count++;
        }

        int stateAfter(int change) {
            return withSteps ? states[change] : 0;
        }
    }
}
