package org.etcdrecovery.bench.corpus;

import java.nio.charset.StandardCharsets;

/**
 * Random numbers that are the same on every machine and in every version of Java: SplitMix64 (Steele, Lea and Flood,
 * 2014).
 */
final class SeededRandom {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    SeededRandom(String seed) {
        for (byte b : seed.getBytes(StandardCharsets.UTF_8)) {
            state = mix(state + GOLDEN_GAMMA + b);
        }
    }

    /** Mixes the bits of a number. Different numbers give different results. */
    static long mix(long number) {
        long z = number;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    long next() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** Returns a number from 0 up to, but not including, the bound. */
    int below(int bound) {
        return (int) (((next() >>> 32) * bound) >>> 32);
    }

    /** Returns the least of three numbers below the bound: seven times out of eight it is in the lower half. */
    int mostlySmall(int bound) {
        int least = below(bound);
        least = Math.min(least, below(bound));
        return Math.min(least, below(bound));
    }

    /** Returns true once in this many calls, on average. */
    boolean oneIn(int times) {
        return below(times) == 0;
    }
}
