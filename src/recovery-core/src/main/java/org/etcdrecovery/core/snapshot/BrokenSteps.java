package org.etcdrecovery.core.snapshot;

import java.util.ArrayList;
import java.util.List;

/** The records that do not follow from the one before of their key: how many, and where the first ones are. */
final class BrokenSteps {
    /** How many are named. */
    static final int SHOWN = 5;

    private final List<Place> breaks = new ArrayList<>();
    private final List<Place> leftovers = new ArrayList<>();
    private long breakCount;
    private long leftoverCount;

    /**
     * A record in the file.
     *
     * @param offset    where it begins
     * @param length    its length in bytes
     * @param keyExists whether its key existed before it
     */
    record Place(long offset, int length, boolean keyExists) {}

    /**
     * Looks at one step.
     *
     * @param required what {@link KeyStep#required()} says
     * @param before   the state of the key before it
     */
    void compare(int required, int before, long offset, int length) {
        switch (required) {
            case KeyStep.ANY -> {
                // Whatever it was is right.
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

    /** How many there are. */
    long breakCount() {
        return breakCount;
    }

    /** The first records that a finished compaction should have removed, or after which it should have. */
    List<Place> leftovers() {
        return leftovers;
    }

    /** How many there are. */
    long leftoverCount() {
        return leftoverCount;
    }
}
