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
 */
final class LivingRecords {
    private static final int BATCH = 4096;
    private static final int MOST_UNDER_WAY = 4;
    private static final int DELETION = -1;

    private final KeyTable living;
    private final @Nullable BitSet newest;
    private final Deque<Batch> underWay = new ArrayDeque<>();
    private Batch batch = new Batch();

    /**
     * @param findNewest whether the newest record of each key is remembered
     */
    LivingRecords(boolean findNewest) {
        this.living = new KeyTable(findNewest);
        this.newest = findNewest ? new BitSet() : null;
    }

    /** A record is the newest of its key. */
    void put(KeyFingerprint key, int record) {
        add(key, record);
    }

    /** A key does not exist any more. */
    void delete(KeyFingerprint key) {
        add(key, DELETION);
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

    private void add(KeyFingerprint key, int record) {
        if (batch.count == BATCH) {
            send();
        }
        batch.add(key, record);
    }

    private void send() {
        Batch full = batch;
        CompletableFuture<Void> before = underWay.isEmpty()
                ? CompletableFuture.completedFuture(null)
                : underWay.getLast().applied;
        full.applied = before.thenRunAsync(() -> apply(full), ForkJoinPool.commonPool());
        underWay.add(full);
        batch = underWay.size() < MOST_UNDER_WAY ? new Batch() : takeBack();
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
    private void settle() {
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
                    : living.put(changes.highs[i], changes.lows[i], record);
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
        private int count;
        private CompletableFuture<Void> applied = CompletableFuture.completedFuture(null);

        void add(KeyFingerprint key, int record) {
            highs[count] = key.high();
            lows[count] = key.low();
            records[count] = record;
            count++;
        }
    }
}
