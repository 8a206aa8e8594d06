package org.etcdrecovery.core.snapshot;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * Which keys exist after a series of changes, and on request which record is the newest of each. A lookup among
 * millions of keys mostly waits for memory, so it does not hold up the reading: changes are collected and applied in
 * batches on another thread. A file with few keys never fills a batch.
 *
 * <p>The table knows each key before and after a change, so this is also where a change is found that does not follow
 * from the one before it.
 */
final class LivingRecords {
    private static final int BATCH = 4096;
    private static final int MOST_UNDER_WAY = 4;

    private final KeyTable living;
    private final @Nullable BitSet newest;
    private final @Nullable BrokenSteps broken;
    private final @Nullable HistoryListener listener;
    private final Deque<Batch> underWay = new ArrayDeque<>();
    private Batch batch;

    private LivingRecords(boolean findNewest, @Nullable BrokenSteps broken, @Nullable HistoryListener listener) {
        this.living = new KeyTable(findNewest, broken != null);
        this.newest = findNewest ? new BitSet() : null;
        this.broken = broken;
        this.listener = listener;
        this.batch = new Batch(broken != null, listener != null);
    }

    /**
     * @param findNewest whether to remember the newest record of each key
     */
    LivingRecords(boolean findNewest) {
        this(findNewest, null, null);
    }

    /**
     * Remembers the newest record of each key, and compares each change with the one before it.
     *
     * @param broken   receives the changes that do not follow; complete after {@link #settle}, or after any query
     * @param listener is told which record each record follows; null if nothing needs to know
     */
    static LivingRecords checking(BrokenSteps broken, @Nullable HistoryListener listener) {
        return new LivingRecords(true, broken, listener);
    }

    /** Remembers the newest record of each key, and tells a listener which record each record follows. */
    static LivingRecords linking(HistoryListener listener) {
        return new LivingRecords(true, null, listener);
    }

    /**
     * Makes a record the newest of its key.
     *
     * @param step the step in the history of the key; null if changes are not compared
     */
    void put(KeyFingerprint key, int record, @Nullable KeyStep step) {
        add(key, record, step);
    }

    /**
     * Deletes a key.
     *
     * @param record the record that deletes it
     * @param step   as for {@link #put}
     */
    void delete(KeyFingerprint key, int record, @Nullable KeyStep step) {
        add(key, ~record, step);
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

    /** All records that are the newest of a key that exists. Callers must not change the set. */
    BitSet newest() {
        settle();
        return newest == null ? new BitSet() : newest;
    }

    /** How many of these records are the newest of a key that exists. */
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
        if (listener != null) {
            listener.sent();
        }
        CompletableFuture<Void> before = underWay.isEmpty()
                ? CompletableFuture.completedFuture(null)
                : underWay.getLast().applied;
        full.applied = before.thenRunAsync(() -> apply(full), ForkJoinPool.commonPool());
        underWay.add(full);
        batch = underWay.size() < MOST_UNDER_WAY
                ? new Batch(broken != null, listener != null)
                : takeBack();
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

    /** Applies the remaining changes and waits until all are applied. */
    void settle() {
        while (!underWay.isEmpty()) {
            takeBack();
        }
        if (batch.count > 0) {
            if (listener != null) {
                listener.sent();
            }
            apply(batch);
            batch.count = 0;
        }
    }

    private void apply(Batch changes) {
        for (int i = 0; i < changes.count; i++) {
            int record = changes.records[i];
            int before = record < 0
                    ? living.remove(changes.highs[i], changes.lows[i])
                    : living.put(changes.highs[i], changes.lows[i], record, changes.stateAfter(i));
            if (broken != null) {
                broken.compare(changes.required[i], living.stateBefore(), changes.offsets[i], changes.lengths[i]);
            }
            if (newest != null) {
                if (before != KeyTable.NONE) {
                    newest.clear(before);
                }
                if (record >= 0) {
                    newest.set(record);
                }
            }
            if (listener != null) {
                changes.previous[i] = before;
            }
        }
        if (listener != null) {
            listener.linked(changes.previous, changes.count);
        }
    }

    /** A series of changes. A record that deletes its key is stored as its complement. */
    private static final class Batch {
        private final long[] highs = new long[BATCH];
        private final int[] lows = new int[BATCH];
        private final int[] records = new int[BATCH];
        private final boolean withSteps;
        private final int[] required;
        private final int[] states;
        private final long[] offsets;
        private final int[] lengths;
        private final int[] previous;
        private int count;
        private CompletableFuture<Void> applied = CompletableFuture.completedFuture(null);

        Batch(boolean withSteps, boolean withLinks) {
            this.withSteps = withSteps;
            previous = new int[withLinks ? BATCH : 0];
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
