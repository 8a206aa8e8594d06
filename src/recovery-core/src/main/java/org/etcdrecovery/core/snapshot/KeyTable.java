package org.etcdrecovery.core.snapshot;

import java.util.Arrays;

/**
 * The keys that exist at one point of the history, and on request which record holds each.
 *
 * <p>A key is kept as its {@link KeyFingerprint}, not as bytes: 12 bytes a slot, at most 24 a key. The table is cut into segments that grow one by one, so that growing never needs the memory twice.
 */
final class KeyTable {
    /** What {@link #put} and {@link #remove} return for a key that was not there. */
    static final int NONE = -1;

    private static final int SEGMENT_BITS = 8;

    private final Segment[] segments = new Segment[1 << SEGMENT_BITS];
    private long size;

    /**
     * @param withRecords whether the record of each key is remembered, at 4 more bytes a slot
     */
    KeyTable(boolean withRecords) {
        Arrays.setAll(segments, i -> new Segment(withRecords));
    }

    /** The number of keys. */
    long size() {
        return size;
    }

    /** The memory that the slots take, used or not. */
    long bytes() {
        return Arrays.stream(segments).mapToLong(Segment::bytes).sum();
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

    /** Open addressing with linear probing; a removal moves later entries back, so that only living keys take room. */
    private static final class Segment {
        private static final int FIRST_CAPACITY = 16;

        private long[] highs = new long[FIRST_CAPACITY];
        private int[] lows = new int[FIRST_CAPACITY];
        private int[] records;
        private final boolean withRecords;
        private int size;

        Segment(boolean withRecords) {
            this.withRecords = withRecords;
            this.records = new int[withRecords ? FIRST_CAPACITY : 0];
        }

        long bytes() {
            return (long) highs.length * Long.BYTES + (long) (lows.length + records.length) * Integer.BYTES;
        }

        int put(long high, int low, int record) {
            int slot = find(high, low);
            if (isUsed(slot)) {
                int before = withRecords ? records[slot] : 0;
                set(slot, high, low, record);
                return before;
            }
            // Full at 7/9, from there to half as much again: never below 14/27, that is 23.2 bytes a key.
            if ((size + 1L) * 9 > highs.length * 7L) {
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
            int removed = withRecords ? records[slot] : 0;
            size--;
            closeGap(slot);
            return removed;
        }

        private void closeGap(int gap) {
            int free = gap;
            int slot = next(gap);
            while (isUsed(slot)) {
                int home = home(highs[slot]);
                boolean reachable = free <= slot ? home <= free || home > slot : home <= free && home > slot;
                if (reachable) {
                    set(free, highs[slot], lows[slot], withRecords ? records[slot] : 0);
                    free = slot;
                }
                slot = next(slot);
            }
            lows[free] = 0;
        }

        private int find(long high, int low) {
            int slot = home(high);
            while (isUsed(slot) && (highs[slot] != high || lows[slot] != low)) {
                slot = next(slot);
            }
            return slot;
        }

        /** The segment took the highest bits; the slot takes the ones below, scaled to the capacity. */
        private int home(long high) {
            return (int) (((high << SEGMENT_BITS >>> Integer.SIZE) * highs.length) >>> Integer.SIZE);
        }

        private int next(int slot) {
            return slot + 1 == highs.length ? 0 : slot + 1;
        }

        private boolean isUsed(int slot) {
            return lows[slot] != 0;
        }

        private void set(int slot, long high, int low, int record) {
            highs[slot] = high;
            lows[slot] = low;
            if (withRecords) {
                records[slot] = record;
            }
        }

        private void grow() {
            long[] oldHighs = highs;
            int[] oldLows = lows;
            int[] oldRecords = records;
            int capacity = Math.addExact(oldHighs.length, oldHighs.length / 2);
            highs = new long[capacity];
            lows = new int[capacity];
            records = new int[withRecords ? capacity : 0];
            for (int i = 0; i < oldHighs.length; i++) {
                if (oldLows[i] != 0) {
                    set(find(oldHighs[i], oldLows[i]), oldHighs[i], oldLows[i], withRecords ? oldRecords[i] : 0);
                }
            }
        }
    }
}
