package org.etcdrecovery.core.snapshot;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * The keys that exist at one point of the history, and on request which record holds each.
 *
 * <p>A key is kept as its {@link KeyFingerprint}, not as bytes: 12 bytes a slot, at most 24 a key. The table is cut into
 * segments that grow one by one, and a segment into chunks, which the next one that grows takes over when the one before
 * has outgrown them: growing needs no memory twice and leaves nothing for the garbage collector, which comes too seldom
 * for arrays of this size.
 */
final class KeyTable {
    /** What {@link #put} and {@link #remove} return for a key that was not there. */
    static final int NONE = -1;

    private static final int SEGMENT_BITS = 5;

    private final boolean withRecords;
    private final Segment[] segments = new Segment[1 << SEGMENT_BITS];
    private final Deque<Chunk> outgrown = new ArrayDeque<>();
    private long size;

    /**
     * @param withRecords whether the record of each key is remembered, at 4 more bytes a slot
     */
    KeyTable(boolean withRecords) {
        this.withRecords = withRecords;
        Arrays.setAll(segments, i -> new Segment());
    }

    /** The number of keys. */
    long size() {
        return size;
    }

    /** The memory that the slots take, used or not. */
    long bytes() {
        long chunks = outgrown.size() + Arrays.stream(segments).mapToLong(segment -> segment.chunks.length).sum();
        return chunks * Chunk.SLOTS * (Long.BYTES + Integer.BYTES + (withRecords ? Integer.BYTES : 0));
    }

    /** Adds a key, or moves it to another record; returns the record that held it before, or {@link #NONE}. */
    int put(long high, int low, int record) {
        Segment segment = segment(high);
        int before = segment.size;
        int replaced = segment.put(high, low, record);
        size += segment.size - before;
        return replaced;
    }

    /** Removes a key; returns the record that held it, or {@link #NONE}. */
    int remove(long high, int low) {
        Segment segment = segment(high);
        int before = segment.size;
        int removed = segment.remove(high, low);
        size += segment.size - before;
        return removed;
    }

    private Segment segment(long high) {
        return segments[(int) (high >>> (Long.SIZE - SEGMENT_BITS))];
    }

    private Chunk chunk() {
        Chunk chunk = outgrown.poll();
        if (chunk == null) {
            return new Chunk(withRecords);
        }
        Arrays.fill(chunk.lows, 0);
        return chunk;
    }

    /** Some slots in a row. A slot whose lower half is 0 is free; no fingerprint has that. */
    private static final class Chunk {
        private static final int BITS = 9;
        private static final int SLOTS = 1 << BITS;

        private final long[] highs = new long[SLOTS];
        private final int[] lows = new int[SLOTS];
        private final int[] records;

        Chunk(boolean withRecords) {
            records = new int[withRecords ? SLOTS : 0];
        }

        static int in(int slot) {
            return slot & (SLOTS - 1);
        }
    }

    /** Open addressing with linear probing; a removal moves later entries back, so that only living keys take room. */
    private final class Segment {
        private Chunk[] chunks = {chunk()};
        private int size;

        private int capacity() {
            return chunks.length << Chunk.BITS;
        }

        private Chunk chunkOf(int slot) {
            return chunks[slot >>> Chunk.BITS];
        }

        int put(long high, int low, int record) {
            int slot = find(high, low);
            if (isUsed(slot)) {
                int before = recordAt(slot);
                set(slot, high, low, record);
                return before;
            }
            // Full at 7/9, from there to half as much again: never below 14/27, that is 23.2 bytes a key.
            if ((size + 1L) * 9 > capacity() * 7L) {
                grow();
                slot = find(high, low);
            }
            set(slot, high, low, record);
            size++;
            return NONE;
        }

        int remove(long high, int low) {
            int slot = find(high, low);
            if (!isUsed(slot)) {
                return NONE;
            }
            int removed = recordAt(slot);
            size--;
            closeGap(slot);
            return removed;
        }

        private void closeGap(int gap) {
            int free = gap;
            int slot = next(gap);
            while (isUsed(slot)) {
                long high = chunkOf(slot).highs[Chunk.in(slot)];
                int home = home(high);
                boolean reachable = free <= slot ? home <= free || home > slot : home <= free && home > slot;
                if (reachable) {
                    set(free, high, chunkOf(slot).lows[Chunk.in(slot)], recordAt(slot));
                    free = slot;
                }
                slot = next(slot);
            }
            chunkOf(free).lows[Chunk.in(free)] = 0;
        }

        private int find(long high, int low) {
            int slot = home(high);
            while (true) {
                Chunk chunk = chunkOf(slot);
                int at = Chunk.in(slot);
                if (chunk.lows[at] == 0 || (chunk.lows[at] == low && chunk.highs[at] == high)) {
                    return slot;
                }
                slot = next(slot);
            }
        }

        /** The segment took the highest bits; the slot takes the ones below, scaled to the capacity. */
        private int home(long high) {
            return (int) (((high << SEGMENT_BITS >>> Integer.SIZE) * capacity()) >>> Integer.SIZE);
        }

        private int next(int slot) {
            return slot + 1 == capacity() ? 0 : slot + 1;
        }

        private boolean isUsed(int slot) {
            return chunkOf(slot).lows[Chunk.in(slot)] != 0;
        }

        private int recordAt(int slot) {
            return withRecords ? chunkOf(slot).records[Chunk.in(slot)] : 0;
        }

        private void set(int slot, long high, int low, int record) {
            Chunk chunk = chunkOf(slot);
            int at = Chunk.in(slot);
            chunk.highs[at] = high;
            chunk.lows[at] = low;
            if (withRecords) {
                chunk.records[at] = record;
            }
        }

        private void grow() {
            Chunk[] old = chunks;
            int length = Math.max(old.length + 1, old.length + old.length / 2);
            if (length > Integer.MAX_VALUE >>> Chunk.BITS) {
                throw new UnsupportedOperationException("more keys than a table can hold");
            }
            chunks = new Chunk[length];
            Arrays.setAll(chunks, i -> chunk());
            for (Chunk chunk : old) {
                for (int i = 0; i < Chunk.SLOTS; i++) {
                    if (chunk.lows[i] != 0) {
                        set(find(chunk.highs[i], chunk.lows[i]), chunk.highs[i], chunk.lows[i],
                                withRecords ? chunk.records[i] : 0);
                    }
                }
                outgrown.add(chunk);
            }
        }
    }
}
