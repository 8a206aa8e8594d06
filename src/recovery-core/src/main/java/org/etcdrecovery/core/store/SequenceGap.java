package org.etcdrecovery.core.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A time from which there is no snapshot although there should be one: the snapshots before it are closer together.
 * Thinning leaves older ones farther apart than newer ones, never the other way round.
 *
 * @param after  the last snapshot before the gap
 * @param before the first one after it
 * @param usual  the usual time between two snapshots before the gap
 */
public record SequenceGap(Instant after, Instant before, Duration usual) {
    private static final int COMPARED = 5;
    private static final int FEWEST = 3;

    /**
     * Finds gaps.
     *
     * @param times when the snapshots of one cluster were made, in any order
     */
    static List<SequenceGap> in(List<Instant> times) {
        List<Instant> sorted = times.stream().distinct().sorted().toList();
        List<Duration> steps = new ArrayList<>();
        List<SequenceGap> gaps = new ArrayList<>();
        for (int i = 1; i < sorted.size(); i++) {
            Duration step = Duration.between(sorted.get(i - 1), sorted.get(i));
            List<Duration> before = steps.subList(Math.max(0, steps.size() - COMPARED), steps.size());
            if (before.size() >= FEWEST) {
                Duration usual = before.stream().sorted().toList().get(before.size() / 2);
                if (step.multipliedBy(2).compareTo(usual.multipliedBy(3)) > 0) {
                    gaps.add(new SequenceGap(sorted.get(i - 1), sorted.get(i), usual));
                    // What is usual does not change by a failure.
                    continue;
                }
            }
            steps.add(step);
        }
        return gaps;
    }
}
