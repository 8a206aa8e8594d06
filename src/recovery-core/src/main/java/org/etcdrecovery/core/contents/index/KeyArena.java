package org.etcdrecovery.core.contents.index;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Keys in the order in which they were found, each as its length in four bytes and its bytes. A key is named by its position,
 * the number of its block and below that its offset there; no position is negative. Blocks are never moved, so that the
 * arena grows without garbage. No key is empty: a length of zero ends a block.
 *
 * <p>Once a key has been copied elsewhere, its length may be replaced by its rank.
 */
final class KeyArena {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int BITS = 20;
    private static final int BLOCK = 1 << BITS;
    private static final int MOST_BLOCKS = 1 << (Integer.SIZE - 1 - BITS);

    private final List<byte[]> blocks = new ArrayList<>();
    private byte[] last = {};
    private int used;
    private int size;
    private long bytes;

    /**
     * Adds a key.
     *
     * @param length its length in bytes, not 0
     * @return its position
     * @throws ArithmeticException if the arena is full
     */
    int add(byte[] source, int from, int length) {
        if (used > BLOCK - Integer.BYTES || last.length - used < Integer.BYTES + length) {
            if (blocks.size() == MOST_BLOCKS) {
                throw new ArithmeticException("more than " + MOST_BLOCKS + " blocks of keys");
            }
            // A key that is longer than a block gets one of its own.
            last = new byte[Math.max(BLOCK, Integer.BYTES + length)];
            blocks.add(last);
            bytes += last.length;
            used = 0;
        }
        int position = (blocks.size() - 1) << BITS | used;
        INT.set(last, used, length);
        System.arraycopy(source, from, last, used + Integer.BYTES, length);
        used += Integer.BYTES + length;
        size++;
        return position;
    }

    int size() {
        return size;
    }

    /** The positions of all keys, in the order in which they were added. */
    int[] positions() {
        int[] positions = new int[size];
        int count = 0;
        for (int block = 0; block < blocks.size(); block++) {
            byte[] array = blocks.get(block);
            int at = 0;
            while (at < array.length - Integer.BYTES && (int) INT.get(array, at) > 0) {
                positions[count++] = block << BITS | at;
                at += Integer.BYTES + (int) INT.get(array, at);
            }
        }
        return positions;
    }

    /** The array that holds a key. */
    byte[] array(int position) {
        return blocks.get(position >>> BITS);
    }

    /** Where a key begins in its array. */
    static int start(int position) {
        return (position & (BLOCK - 1)) + Integer.BYTES;
    }

    /** The length of a key in its array. */
    static int length(byte[] array, int start) {
        return (int) INT.get(array, start - Integer.BYTES);
    }

    /** Replaces the length of a key by its rank. */
    static void setRank(byte[] array, int start, int rank) {
        INT.set(array, start - Integer.BYTES, rank);
    }

    /** What has replaced the length of a key. */
    int rank(int position) {
        return length(array(position), start(position));
    }

    long bytes() {
        return bytes;
    }
}
