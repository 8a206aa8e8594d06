package org.etcdrecovery.bench.process;

import java.time.Duration;
import java.util.List;

/** How long the runs of one side took. */
public record Times(List<Duration> runs) {
    /** Copies and sorts the list, which must not be empty. */
    public Times {
        runs = runs.stream().sorted().toList();
    }

    /** The median; for an even number of runs, the longer of the middle two. */
    public Duration median() {
        return runs.get(runs.size() / 2);
    }

    /** The longest run. */
    public Duration longest() {
        return runs.getLast();
    }
}
