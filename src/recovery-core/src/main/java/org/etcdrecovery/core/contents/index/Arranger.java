package org.etcdrecovery.core.contents.index;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;

/** Arranges collected records by key, on all cores. */
final class Arranger {
    private static final int PARTS = Math.max(1, Runtime.getRuntime().availableProcessors());
    /** How many keys are looked at ahead of coding them. */
    private static final int AHEAD = 128;
    /** The steps that are reported: sorting, coding, ranking and placing. */
    private static final int STEPS = 4;

    private final CollectedRecords collected;
    private final KeyArena arena;
    private final IntColumn keys;

    private Arranger(CollectedRecords collected) {
        this.collected = collected;
        this.arena = collected.arena();
        this.keys = collected.keys();
    }

    /**
     * Arranges the records.
     *
     * @param state which state of the file they are
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    static KeyIndex arrange(CollectedRecords collected, IndexedState state, String name, Progress progress) {
        try (Work work = progress.begin(Stage.LIST, name, STEPS)) {
            Arranger arranger = new Arranger(collected);
            int[] order = collected.arena().positions();
            boolean[] repeated = KeySort.sort(collected.arena(), order);
            work.advance(1);
            FrontCodedKeys sorted = arranger.encode(order, repeated);
            work.advance(1);
            arranger.rank();
            work.advance(1);
            KeyRecordTable records = arranger.place(sorted.size());
            work.advance(1);
            return new KeyIndex(sorted, records, state);
        }
    }

    /** Codes the keys, and leaves in the arena the rank of each. */
    private FrontCodedKeys encode(int[] order, boolean[] repeated) {
        int[] from = new int[PARTS + 1];
        int[] firstRank = new int[PARTS + 1];
        split(repeated, from, firstRank);
        KeyEncoder[] builders = new KeyEncoder[PARTS];
        IntStream.range(0, PARTS).parallel().forEach(part -> {
            builders[part] = new KeyEncoder();
            encode(order, from[part], from[part + 1], firstRank[part], builders[part]);
        });
        return KeyEncoder.build(builders);
    }

    /** Divides the keys into parts that begin with a block. */
    private static void split(boolean[] repeated, int[] from, int[] firstRank) {
        int rank = 0;
        int part = 1;
        for (int i = 0; i < repeated.length; i++) {
            if (!repeated[i]) {
                while (part < PARTS && rank % FrontCodedKeys.BLOCK == 0
                        && i >= (long) repeated.length * part / PARTS) {
                    from[part] = i;
                    firstRank[part] = rank;
                    part++;
                }
                rank++;
            }
        }
        Arrays.fill(from, part, PARTS + 1, repeated.length);
        Arrays.fill(firstRank, part, PARTS + 1, rank);
    }

    private void encode(int[] order, int from, int to, int firstRank, KeyEncoder builder) {
        byte[][] arrays = new byte[AHEAD][];
        int[] starts = new int[AHEAD];
        int[] lengths = new int[AHEAD];
        for (int next = from; next < to; next += AHEAD) {
            // Keys lie anywhere in memory. Looking at many before the first is needed lets their waits overlap.
            int count = Math.min(AHEAD, to - next);
            for (int i = 0; i < count; i++) {
                arrays[i] = arena.array(order[next + i]);
                starts[i] = KeyArena.start(order[next + i]);
            }
            for (int i = 0; i < count; i++) {
                lengths[i] = KeyArena.length(arrays[i], starts[i]);
            }
            for (int i = 0; i < count; i++) {
                int rank = builder.add(arrays[i], starts[i], lengths[i]);
                KeyArena.setRank(arrays[i], starts[i], firstRank + rank);
            }
        }
    }

    /** Replaces the position of each record's key by its rank. */
    private void rank() {
        forParts(keys.size(), (from, to) -> {
            for (int i = from; i < to; i++) {
                int position = keys.get(i);
                if (position != CollectedRecords.NO_KEY) {
                    keys.set(i, arena.rank(position));
                }
            }
        });
    }

    /** Puts the records of each key together. Each thread places those of some keys. */
    private KeyRecordTable place(int size) {
        int[] first = new int[size + 1];
        forParts(size, (from, to) -> {
            for (int i = 0; i < keys.size(); i++) {
                int rank = keys.get(i);
                if (rank >= from && rank < to) {
                    first[rank]++;
                }
            }
        });
        int count = 0;
        for (int rank = 0; rank <= size; rank++) {
            int records = first[rank];
            first[rank] = count;
            count += records;
        }
        int[] next = first.clone();
        int[] codes = new int[count];
        int[] sizes = new int[count];
        forParts(size, (from, to) -> {
            for (int i = 0; i < keys.size(); i++) {
                int rank = keys.get(i);
                if (rank >= from && rank < to) {
                    int record = next[rank]++;
                    codes[record] = collected.codes().get(i);
                    sizes[record] = collected.sizes().get(i);
                }
            }
        });
        return new KeyRecordTable(first, codes, sizes, collected.revisions());
    }

    @FunctionalInterface
    private interface Part {
        void run(int from, int to);
    }

    private static void forParts(int length, Part part) {
        IntStream.range(0, PARTS)
                .parallel()
                .forEach(i -> part.run((int) ((long) length * i / PARTS), (int) ((long) length * (i + 1) / PARTS)));
    }
}
