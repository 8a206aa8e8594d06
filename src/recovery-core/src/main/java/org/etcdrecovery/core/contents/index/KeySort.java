package org.etcdrecovery.core.contents.index;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.SplittableRandom;
import java.util.concurrent.CountedCompleter;
import org.jspecify.annotations.Nullable;

/**
 * Sorts keys by their unsigned bytes: a quicksort over words of seven bytes. Keys that agree in a word form a group, which
 * is sorted by the next bytes in which they differ. The pivots are random, so that no file can be made to sort slowly, and
 * groups wait in a queue, so that long keys do not overflow the stack. Large parts are sorted in parallel.
 */
final class KeySort {
    private static final VarHandle BIG_ENDIAN = MethodHandles.byteArrayViewVarHandle(long[].class,
            ByteOrder.BIG_ENDIAN);
    private static final int WORD = Long.BYTES - 1;
    /** Sorted by insertion. */
    private static final int FEW = 16;
    /** Worth a task of its own. */
    private static final int MANY = 1 << 14;

    private final KeyArena arena;
    private final int[] keys;
    private final long[] words;
    private final boolean[] repeated;

    private KeySort(KeyArena arena, int[] keys) {
        this.arena = arena;
        this.keys = keys;
        this.words = new long[keys.length];
        this.repeated = new boolean[keys.length];
    }

    /**
     * Sorts positions in an arena by the keys there.
     *
     * @return which of the sorted keys are equal to the one before them
     */
    static boolean[] sort(KeyArena arena, int[] positions) {
        KeySort sort = new KeySort(arena, positions);
        if (positions.length == 0) {
            return sort.repeated;
        }
        sort.new Task(null, new Range(0, positions.length, 0, false)).invoke();
        return sort.repeated;
    }

    /**
     * Keys from one index up to another that have their first bytes in common.
     *
     * @param depth  how many bytes
     * @param loaded whether their next words are known
     */
    private record Range(int from, int to, int depth, boolean loaded) {
        int size() {
            return to - from;
        }
    }

    private final class Task extends CountedCompleter<Void> {
        private static final long serialVersionUID = 1L;

        private final transient SplittableRandom random = new SplittableRandom();
        private final transient Deque<Range> ranges = new ArrayDeque<>();

        Task(@Nullable Task parent, Range range) {
            super(parent);
            ranges.add(range);
        }

        @Override
        public void compute() {
            while (!ranges.isEmpty()) {
                Range range = ranges.removeLast();
                if (range.loaded) {
                    partition(range);
                } else {
                    load(range);
                }
            }
            tryComplete();
        }

        /** Sorts a range later, or at the same time. */
        private void later(Range range) {
            if (range.size() >= MANY) {
                addToPendingCount(1);
                new Task(this, range).fork();
            } else if (range.size() > 0) {
                ranges.add(range);
            }
        }

        private void load(Range range) {
            int depth = range.depth + common(range);
            for (int i = range.from; i < range.to; i++) {
                words[i] = word(keys[i], depth);
            }
            partition(new Range(range.from, range.to, depth, true));
        }

        private void partition(Range range) {
            if (range.size() <= FEW) {
                insert(range);
                return;
            }
            long pivot = words[range.from + random.nextInt(range.size())];
            int less = range.from;
            int greater = range.to;
            int at = range.from;
            while (at < greater) {
                if (words[at] < pivot) {
                    swap(at++, less++);
                } else if (words[at] > pivot) {
                    swap(at, --greater);
                } else {
                    at++;
                }
            }
            equal(less, greater, range.depth);
            later(new Range(range.from, less, range.depth, true));
            later(new Range(greater, range.to, range.depth, true));
        }

        private void insert(Range range) {
            for (int i = range.from + 1; i < range.to; i++) {
                for (int j = i; j > range.from && words[j - 1] > words[j]; j--) {
                    swap(j - 1, j);
                }
            }
            for (int run = range.from; run < range.to;) {
                int next = run + 1;
                while (next < range.to && words[next] == words[run]) {
                    next++;
                }
                equal(run, next, range.depth);
                run = next;
            }
        }

        /** Keys that agree in a word: they are the same, unless they go on after it. */
        private void equal(int from, int to, int depth) {
            if (to - from > 1) {
                if ((words[from] & 0xFF) == Long.BYTES) {
                    later(new Range(from, to, depth + WORD, false));
                } else {
                    Arrays.fill(repeated, from + 1, to, true);
                }
            }
        }
    }

    /** How many bytes more all keys of a range have in common. */
    private int common(Range range) {
        byte[] first = arena.array(keys[range.from]);
        int firstStart = KeyArena.start(keys[range.from]);
        int common = KeyArena.length(first, firstStart) - range.depth;
        for (int i = range.from + 1; i < range.to && common > 0; i++) {
            byte[] array = arena.array(keys[i]);
            int start = KeyArena.start(keys[i]);
            int length = Math.min(common, KeyArena.length(array, start) - range.depth);
            int differs = Arrays.mismatch(first, firstStart + range.depth, firstStart + range.depth + length, array,
                    start + range.depth, start + range.depth + length);
            common = differs >= 0 ? differs : length;
        }
        return common;
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
        return (word | Math.min(rest, Long.BYTES)) ^ Long.MIN_VALUE;
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
