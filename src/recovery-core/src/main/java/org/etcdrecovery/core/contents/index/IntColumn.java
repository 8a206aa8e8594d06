package org.etcdrecovery.core.contents.index;

import java.util.ArrayList;
import java.util.List;

/** A growing list of numbers. It grows by blocks, so that no array is copied and none needs twice its memory. */
final class IntColumn {
    private static final int BITS = 16;
    private static final int BLOCK = 1 << BITS;

    private final List<int[]> blocks = new ArrayList<>();
    private int[] last = {};
    private int used = BLOCK;

    void add(int number) {
        if (used == BLOCK) {
            last = new int[BLOCK];
            blocks.add(last);
            used = 0;
        }
        last[used++] = number;
    }

    int get(int index) {
        return blocks.get(index >>> BITS)[index & (BLOCK - 1)];
    }

    void set(int index, int number) {
        blocks.get(index >>> BITS)[index & (BLOCK - 1)] = number;
    }

    int size() {
        return blocks.size() * BLOCK - BLOCK + used;
    }

    int[] toArray() {
        int[] all = new int[size()];
        for (int i = 0; i < blocks.size(); i++) {
            System.arraycopy(blocks.get(i), 0, all, i * BLOCK, Math.min(BLOCK, all.length - i * BLOCK));
        }
        return all;
    }
}
