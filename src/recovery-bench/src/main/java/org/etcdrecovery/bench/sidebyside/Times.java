package org.etcdrecovery.bench.sidebyside;

import java.time.Duration;
import java.util.List;

/** How long the runs of one side took. */
record Times(List<Duration> runs) {
    /** Sorts and copies the list, which is not empty. */
    Times {
        runs = runs.stream().sorted().toList();
    }

    /** The one in the middle; of an even number, the longer of the two. */
    Duration median() {
        return runs.get(runs.size() / 2);
    }

    Duration shortest() {
        return runs.getFirst();
    }

    Duration longest() {
        return runs.getLast();
    }
}
