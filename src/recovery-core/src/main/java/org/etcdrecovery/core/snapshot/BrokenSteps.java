package org.etcdrecovery.core.snapshot;

import java.util.ArrayList;
import java.util.List;

/** Counts the records that do not follow from the previous record of their key, and keeps where the first ones are. */
final class BrokenSteps {
    /** How many records of each kind a finding names. */
    static final int SHOWN = 5;

    private final List<Place> breaks = new ArrayList<>();
    private final List<Place> leftovers = new ArrayList<>();
    private long breakCount;
    private long leftoverCount;

    /**
     * Where a record is in the file.
     *
     * @param offset    where it begins, in bytes
     * @param length    its length in bytes
     * @param keyExists whether its key existed before it
     */
    record Place(long offset, int length, boolean keyExists) {}

    /**
     * Compares what a step requires with the state of its key.
     *
     * @param required what {@link KeyStep#required()} returns
     * @param before   the state of the key before the step
     */
    void compare(int required, int before, long offset, int length) {
        switch (required) {
            case KeyStep.ANY -> {
                // Every state is right.
            }
            case KeyStep.PRESENT -> {
                if (before == KeyStep.ABSENT) {
                    addBreak(offset, length, false);
                }
            }
            case KeyStep.ALONE, KeyStep.IMPOSSIBLE -> {
                if (required == KeyStep.IMPOSSIBLE || before != KeyStep.ABSENT) {
                    leftoverCount++;
                    add(leftovers, new Place(offset, length, before != KeyStep.ABSENT));
                }
            }
            default -> {
                if (before != required) {
                    addBreak(offset, length, before != KeyStep.ABSENT);
                }
            }
        }
    }

    private void addBreak(long offset, int length, boolean keyExists) {
        breakCount++;
        add(breaks, new Place(offset, length, keyExists));
    }

    private static void add(List<Place> places, Place place) {
        if (places.size() < SHOWN) {
            places.add(place);
        }
    }

    /** The first records above the compaction that do not continue the history of their key. */
    List<Place> breaks() {
        return breaks;
    }

    /** How many records above the compaction do not continue the history of their key. */
    long breakCount() {
        return breakCount;
    }

    /** The first records that a finished compaction should have removed, or that show that it left an older one. */
    List<Place> leftovers() {
        return leftovers;
    }

    /** How many records show that a finished compaction left what it should have removed. */
    long leftoverCount() {
        return leftoverCount;
    }
}
