package org.etcdrecovery.bench.sidebyside;

import java.util.OptionalLong;
import org.etcdrecovery.bench.process.Footprint;
import org.etcdrecovery.bench.process.Times;

/** The result of a contest. */
record Result(Contest contest, Times theirs, Times ours, Footprint theirFootprint, Footprint ourFootprint) {
    /** Our time divided by theirs. */
    double ratio() {
        return (double) ours.median().toNanos() / theirs.median().toNanos();
    }

    /** Whether the goal for time was met; true if there is no goal. */
    boolean isFastEnough() {
        return contest.goal().ratio().isEmpty() || ratio() <= contest.goal().ratio().getAsDouble();
    }

    /** Whether the goal for memory was met; true if there is no goal or memory could not be measured. */
    boolean isSmallEnough() {
        return isWithin(ourFootprint.anonymous(), contest.goal().anonymousMemory())
                && isWithin(ourFootprint.resident(), contest.goal().residentMemory());
    }

    private static boolean isWithin(OptionalLong used, OptionalLong most) {
        return used.isEmpty() || most.isEmpty() || used.getAsLong() <= most.getAsLong();
    }

    boolean reachesGoals() {
        return isFastEnough() && isSmallEnough();
    }
}
