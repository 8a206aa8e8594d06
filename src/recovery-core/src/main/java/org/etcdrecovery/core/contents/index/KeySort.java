package org.etcdrecovery.core.contents.index;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;

/**
 * Sorts keys by their unsigned bytes: a quicksort over words of seven bytes. Keys that agree in a word form a group, which
 * is sorted by the bytes that follow. The pivots are random, so that no file can be made to sort slowly, and groups wait in
 * a queue, so that no key is long enough to overflow the stack.
 */
final class KeySort {
    private static final VarHandle BIG_ENDIAN = MethodHandles.byteArrayViewVarHandle(long[].class,
            ByteOrder.BIG_ENDIAN);
    private static final int WORD = Long.BYTES - 1;
    private static final int FEW = 16;

    private final KeyArena arena;
    private final int[] keys;
    private final long[] words;
    private final SplittableRandom random = new SplittableRandom();
    private final Deque<Group> groups = new ArrayDeque<>();

    /** Keys from one index up to another that have their first bytes in common. */
    private record Group(int from, int to, int depth) {}

    private KeySort(KeyArena arena, int[] keys) {
        this.arena = arena;
        this.keys = keys;
        this.words = new long[keys.length];
    }

    /** Sorts positions in an arena by the keys there. Equal keys come in any order. */
    static void sort(KeyArena arena, int[] positions) {
        KeySort sort = new KeySort(arena, positions);
        sort.groups.add(new Group(0, positions.length, 0));
        while (!sort.groups.isEmpty()) {
            Group group = sort.groups.removeLast();
            sort.load(group);
            sort.quicksort(group.from, group.to, group.depth);
        }
    }

    private void load(Group group) {
        for (int i = group.from; i < group.to; i++) {
            words[i] = word(keys[i], group.depth);
        }
    }

    /**
     * Seven bytes of a key, and below them how many bytes the key has from there on, up to eight. A key that ends comes
     * before one that goes on with zero bytes. The sign is flipped, so that words compare as unsigned numbers.
     */
    private long word(int position, int depth) {
        byte[] array = arena.array(position);
        int start = KeyArena.start(position);
        int from = start + depth;
        int rest = KeyArena.length(array, start) - depth;
        long word = 0;
        if (from + Long.BYTES <= array.length && rest > 0) {
            word = (long) BIG_ENDIAN.get(array, from) & ~0xFFL;
            if (rest < WORD) {
                word &= -1L << ((Long.BYTES - rest) * Byte.SIZE);
            }
        } else {
            for (int i = 0; i < Math.min(rest, WORD); i++) {
                word |= (array[from + i] & 0xFFL) << ((WORD - i) * Byte.SIZE);
            }
        }
        return (word | Math.clamp(rest, 0, Long.BYTES)) ^ Long.MIN_VALUE;
    }

    private void quicksort(int first, int end, int depth) {
        int from = first;
        int to = end;
        while (to - from > FEW) {
            long pivot = words[from + random.nextInt(to - from)];
            int less = from;
            int greater = to;
            int at = from;
            while (at < greater) {
                if (words[at] < pivot) {
                    swap(at++, less++);
                } else if (words[at] > pivot) {
                    swap(at, --greater);
                } else {
                    at++;
                }
            }
            finish(less, greater, depth);
            if (less - from < to - greater) {
                quicksort(from, less, depth);
                from = greater;
            } else {
                quicksort(greater, to, depth);
                to = less;
            }
        }
        insert(from, to);
        for (int run = from; run < to;) {
            int next = run + 1;
            while (next < to && words[next] == words[run]) {
                next++;
            }
            finish(run, next, depth);
            run = next;
        }
    }

    private void insert(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            for (int j = i; j > from && words[j - 1] > words[j]; j--) {
                swap(j - 1, j);
            }
        }
    }

    /** Keys that agree in a word: they are equal, unless they go on after it. */
    private void finish(int from, int to, int depth) {
        if (to - from < 2) {
            return;
        }
        if ((words[from] & 0xFF) == Long.BYTES) {
            groups.add(new Group(from, to, depth + WORD));
        }
    }

    private void swap(int one, int other) {
        int key = keys[one];
        keys[one] = keys[other];
        keys[other] = key;
        long word = words[one];
        words[one] = words[other];
        words[other] = word;
    }
}
