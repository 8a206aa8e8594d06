package org.etcdrecovery.core.contents.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Codes keys that come in their order as {@link FrontCodedKeys}. */
final class KeyEncoder {
    private final List<byte[]> arrays = new ArrayList<>();
    private final IntColumn blocks = new IntColumn();
    private byte[] array = {};
    private int used;
    private byte[] block = new byte[4096];
    private int length;
    private int size;
    private byte[] last = {};
    private int lastFrom;
    private int lastLength;

    /**
     * Adds a key, unless it is equal to the last one.
     *
     * @param source holds the key; must not change before the next one is added
     * @return its rank
     */
    int add(byte[] source, int from, int keyLength) {
        int common = Math.min(lastLength, keyLength);
        int differs = Arrays.mismatch(last, lastFrom, lastFrom + common, source, from, from + common);
        int shared = differs >= 0 ? differs : common;
        if (size > 0 && shared == keyLength && shared == lastLength) {
            return size - 1;
        }
        boolean head = size % FrontCodedKeys.BLOCK == 0;
        if (head) {
            flush();
            shared = 0;
        }
        int rest = keyLength - shared;
        if (block.length - length < 2 * Varint.LONGEST + rest) {
            block = Arrays.copyOf(block, Math.max(2 * block.length, length + 2 * Varint.LONGEST + rest));
        }
        if (!head) {
            length = Varint.put(block, length, shared);
        }
        length = Varint.put(block, length, rest);
        System.arraycopy(source, from + shared, block, length, rest);
        length += rest;
        last = source;
        lastFrom = from;
        lastLength = keyLength;
        return size++;
    }

    private void flush() {
        if (length == 0) {
            return;
        }
        if (array.length - used < length) {
            trim();
            array = new byte[Math.max(FrontCodedKeys.ARRAY, length)];
            arrays.add(array);
            used = 0;
        }
        blocks.add((arrays.size() - 1) << FrontCodedKeys.ARRAY_BITS | used);
        System.arraycopy(block, 0, array, used, length);
        used += length;
        length = 0;
    }

    private void trim() {
        if (used < array.length) {
            arrays.set(arrays.size() - 1, Arrays.copyOf(array, used));
        }
    }

    /** Puts together what was built; all but the last part must be whole blocks. */
    static FrontCodedKeys build(KeyEncoder... parts) {
        List<byte[]> arrays = new ArrayList<>();
        int size = 0;
        for (KeyEncoder part : parts) {
            part.flush();
            part.trim();
            size += part.size;
        }
        int[] blocks = new int[(size + FrontCodedKeys.BLOCK - 1) / FrontCodedKeys.BLOCK];
        int next = 0;
        for (KeyEncoder part : parts) {
            for (int i = 0; i < part.blocks.size(); i++) {
                blocks[next++] = part.blocks.get(i) + (arrays.size() << FrontCodedKeys.ARRAY_BITS);
            }
            arrays.addAll(part.arrays);
        }
        if (arrays.size() > 1 << (Integer.SIZE - FrontCodedKeys.ARRAY_BITS)) {
            throw new ArithmeticException("more keys than an index can hold");
        }
        return new FrontCodedKeys(size, arrays.toArray(byte[][]::new), blocks);
    }
}
