package org.etcdrecovery.core.snapshot;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/**
 * The keys that exist at one point of the history, and on request which record holds each.
 *
 * <p>A key is kept as a 95-bit fingerprint with a random seed, not as bytes: 12 bytes a slot, at most 24 a key. Two of
 * three million keys share a fingerprint with a probability of 10<sup>-16</sup>; nobody can prepare a file in which
 * they do. The table is cut into segments that grow one by one, so that growing never needs the memory twice.
 */
final class KeyTable {
    /** What {@link #put} and {@link #remove} return for a key that was not there. */
    static final int NONE = -1;

    private static final int SEGMENT_BITS = 8;

    private final long seed;
    private final Segment[] segments = new Segment[1 << SEGMENT_BITS];
    private long size;
    private long high;
    private int low;

    /**
     * @param withRecords whether the record of each key is remembered, at 4 more bytes a slot
     */
    KeyTable(boolean withRecords) {
        this(withRecords, new Random().nextLong());
    }

    private KeyTable(boolean withRecords, long seed) {
        this.seed = seed;
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
    int put(ByteBuffer buffer, int start, int length, int record) {
        fingerprint(buffer, start, length);
        Segment segment = segments[(int) (high >>> (Long.SIZE - SEGMENT_BITS))];
        int before = segment.size;
        int replaced = segment.put(high, low, record);
        size += segment.size - before;
        return replaced;
    }

    /** Removes a key; returns the record that held it, or {@link #NONE}. */
    int remove(ByteBuffer buffer, int start, int length) {
        fingerprint(buffer, start, length);
        Segment segment = segments[(int) (high >>> (Long.SIZE - SEGMENT_BITS))];
        int before = segment.size;
        int removed = segment.remove(high, low);
        size += segment.size - before;
        return removed;
    }

    /** Folds 128-bit products, as wyhash does, in two independent lanes. */
    private void fingerprint(ByteBuffer buffer, int start, int length) {
        long a = seed ^ length;
        long b = Long.rotateLeft(seed, 32) + length;
        int at = start;
        int end = start + length;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            long word = buffer.getLong(at);
            a = fold(a ^ word, 0xA0761D6478BD642FL);
            b = fold(b ^ word, 0xE7037ED1A0B428DBL);
        }
        long rest = 0;
        for (; at < end; at++) {
            rest = rest << Byte.SIZE | (buffer.get(at) & 0xFF);
        }
        a = fold(a ^ rest, 0x8EBC6AF09C88C6E3L);
        b = fold(b ^ rest, 0x589965CC75374CC3L);
        high = fold(a ^ seed, 0x1D8E4E27C47D124FL);
        // The lowest bit is given away: a slot with nothing set is a free one.
        low = (int) (fold(b ^ seed, 0xEB44ACCAB455D165L) >>> Integer.SIZE) | 1;
    }

    private static long fold(long value, long factor) {
        return value * factor ^ Math.unsignedMultiplyHigh(value, factor);
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
