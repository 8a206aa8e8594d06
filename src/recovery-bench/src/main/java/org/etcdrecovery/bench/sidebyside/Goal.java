package org.etcdrecovery.bench.sidebyside;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a contest must achieve.
 *
 * @param ratio           the highest allowed ratio of our time to etcdutl's; empty if there is no goal
 * @param anonymousMemory the anonymous memory allowed, in bytes; empty for no limit
 * @param residentMemory  the memory allowed in bytes, mapped files included; empty for no limit
 */
record Goal(OptionalDouble ratio, OptionalLong anonymousMemory, OptionalLong residentMemory) {
    private static final long MEMORY = 150_000_000;
    private static final long MEMORY_PER_LIVING_KEY = 24;

    /** No goal: the contest only reports figures. */
    static Goal none() {
        return new Goal(OptionalDouble.empty(), OptionalLong.empty(), OptionalLong.empty());
    }

    /** No goal for the time, and the usual limit for memory. */
    static Goal memoryOnly() {
        return new Goal(OptionalDouble.empty(), OptionalLong.of(MEMORY), OptionalLong.empty());
    }

    static Goal ratio(double most) {
        return new Goal(OptionalDouble.of(most), OptionalLong.of(MEMORY), OptionalLong.empty());
    }

    /** The same goal for a job that counts living keys; each key may cost some bytes. */
    Goal counting(long keys) {
        return new Goal(ratio, OptionalLong.of(MEMORY + keys * MEMORY_PER_LIVING_KEY), residentMemory);
    }

    /** The same goal with another limit on anonymous memory. */
    Goal anonymous(long most) {
        return new Goal(ratio, OptionalLong.of(most), residentMemory);
    }

    /** The same goal with a limit on resident instead of anonymous memory. */
    Goal resident(long most) {
        return new Goal(ratio, OptionalLong.empty(), OptionalLong.of(most));
    }
}
