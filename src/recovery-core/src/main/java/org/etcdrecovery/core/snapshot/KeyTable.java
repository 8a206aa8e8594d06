package org.etcdrecovery.core.snapshot;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * The keys that exist at one point of the history, and on request which record holds each and a number that stands for
 * the state that it left the key in.
 *
 * <p>A key is kept as its {@link KeyFingerprint}, not as bytes: 12 bytes a slot, at most 23 a key. The table is cut into
 * segments that grow one by one, and a segment into chunks, which the next one that grows takes over when the one before
 * has outgrown them: growing needs no memory twice and leaves nothing for the garbage collector, which comes too seldom
 * for arrays of this size.
 */
final class KeyTable {
    /** What {@link #put} and {@link #remove} return for a key that was not there. */
    static final int NONE = -1;

    private static final int SEGMENT_BITS = 5;

    private final boolean withRecords;
    private final boolean withStates;
    private final Segment[] segments = new Segment[1 << SEGMENT_BITS];
    private final Deque<Chunk> outgrown = new ArrayDeque<>();
    private long size;
    private int stateBefore;

    /**
     * @param withRecords whether the record of each key is remembered, at 4 more bytes a slot
     * @param withStates  whether the state of each key is remembered, at 4 more bytes a slot
     */
    KeyTable(boolean withRecords, boolean withStates) {
        this.withRecords = withRecords;
        this.withStates = withStates;
        Arrays.setAll(segments, i -> new Segment());
    }

    /** The number of keys. */
    long size() {
        return size;
    }

    /** The memory that the slots take, used or not. */
    long bytes() {
        long chunks = outgrown.size() + Arrays.stream(segments).mapToLong(segment -> segment.chunks.length).sum();
        int optional = (withRecords ? Integer.BYTES : 0) + (withStates ? Integer.BYTES : 0);
        return chunks * Chunk.SLOTS * (Long.BYTES + Integer.BYTES + optional);
    }

    /** The state of the key that was put or removed last as it was before; 0 when the key was not there. */
    int stateBefore() {
        return stateBefore;
    }

    /**
     * Adds a key, or moves it to another record; returns the record that held it before, or {@link #NONE}.
     *
     * @param state not 0, where states are remembered
     */
    int put(long high, int low, int record, int state) {
        Segment segment = segment(high);
        int before = segment.size;
        int replaced = segment.put(high, low, record, state);
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
            return new Chunk(withRecords, withStates);
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
        private final int[] states;

        Chunk(boolean withRecords, boolean withStates) {
            records = new int[withRecords ? SLOTS : 0];
            states = new int[withStates ? SLOTS : 0];
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

        int put(long high, int low, int record, int state) {
            int slot = find(high, low);
            if (isUsed(slot)) {
                int before = recordAt(slot);
                stateBefore = stateAt(slot);
                set(slot, high, low, record, state);
                return before;
            }
            stateBefore = 0;
            // Full at 7/9, from there to a third as much again: never below 7/12, that is 20.6 bytes a key.
            if ((size + 1L) * 9 > capacity() * 7L) {
                grow();
                slot = find(high, low);
            }
            set(slot, high, low, record, state);
            size++;
            return NONE;
        }

        int remove(long high, int low) {
            int slot = find(high, low);
            if (!isUsed(slot)) {
                stateBefore = 0;
                return NONE;
            }
            int removed = recordAt(slot);
            stateBefore = stateAt(slot);
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
                    set(free, high, chunkOf(slot).lows[Chunk.in(slot)], recordAt(slot), stateAt(slot));
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

        private int stateAt(int slot) {
            return withStates ? chunkOf(slot).states[Chunk.in(slot)] : 0;
        }

        private void set(int slot, long high, int low, int record, int state) {
            Chunk chunk = chunkOf(slot);
            int at = Chunk.in(slot);
            chunk.highs[at] = high;
            chunk.lows[at] = low;
            if (withRecords) {
                chunk.records[at] = record;
            }
            if (withStates) {
                chunk.states[at] = state;
            }
        }

        private void grow() {
            Chunk[] old = chunks;
            int length = Math.max(old.length + 1, old.length + old.length / 3);
            if (length > Integer.MAX_VALUE >>> Chunk.BITS) {
                throw new UnsupportedOperationException("more keys than a table can hold");
            }
            chunks = new Chunk[length];
            Arrays.setAll(chunks, i -> chunk());
            for (Chunk chunk : old) {
                for (int i = 0; i < Chunk.SLOTS; i++) {
                    if (chunk.lows[i] != 0) {
                        set(find(chunk.highs[i], chunk.lows[i]), chunk.highs[i], chunk.lows[i],
                                withRecords ? chunk.records[i] : 0, withStates ? chunk.states[i] : 0);
                    }
                }
                outgrown.add(chunk);
            }
        }
    }
}
