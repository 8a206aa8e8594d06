package org.etcdrecovery.bench.sidebyside;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a contest is to reach.
 *
 * @param ratio           the most of etcdutl's time; empty where only the figure is of interest
 * @param anonymousMemory the most memory of the process itself in bytes, mapped files not counted; empty for no limit
 * @param residentMemory  the most memory in bytes, mapped files included; empty for no limit
 */
record Goal(OptionalDouble ratio, OptionalLong anonymousMemory, OptionalLong residentMemory) {
    private static final long MEMORY = 150_000_000;
    private static final long MEMORY_PER_LIVING_KEY = 24;

    /** Only the figures are of interest. */
    static Goal none() {
        return new Goal(OptionalDouble.empty(), OptionalLong.empty(), OptionalLong.empty());
    }

    /** No goal for the time; memory is limited everywhere. */
    static Goal memoryOnly() {
        return new Goal(OptionalDouble.empty(), OptionalLong.of(MEMORY), OptionalLong.empty());
    }

    static Goal ratio(double most) {
        return new Goal(OptionalDouble.of(most), OptionalLong.of(MEMORY), OptionalLong.empty());
    }

    /** The same where living keys are counted, each of which may cost some bytes. */
    Goal counting(long keys) {
        return new Goal(ratio, OptionalLong.of(MEMORY + keys * MEMORY_PER_LIVING_KEY), residentMemory);
    }

    /** The same with a limit for all of the memory instead of that of the process itself. */
    Goal resident(long most) {
        return new Goal(ratio, OptionalLong.empty(), OptionalLong.of(most));
    }
}
