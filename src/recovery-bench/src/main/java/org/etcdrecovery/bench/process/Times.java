package org.etcdrecovery.bench.process;

import java.time.Duration;
import java.util.List;

/** How long the runs of one side took. */
public record Times(List<Duration> runs) {
    /** Sorts and copies the list, which is not empty. */
    public Times {
        runs = runs.stream().sorted().toList();
    }

    /** The one in the middle; of an even number, the longer of the two. */
    public Duration median() {
        return runs.get(runs.size() / 2);
    }

    /** The shortest. */
    public Duration shortest() {
        return runs.getFirst();
    }

    /** The longest. */
    public Duration longest() {
        return runs.getLast();
    }
}
