package org.etcdrecovery.bench.sidebyside;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * One job that both sides do on one file.
 *
 * @param name    the job, as the table names it
 * @param input   the file, cached or evicted before each run
 * @param cache   whether the input is cached when a run begins
 * @param theirs  how etcdutl does it
 * @param ours    how the command line does it
 * @param answer  whether both sides print the same, so that their outputs can be compared
 * @param goal    the goal
 * @param environment the environment that both sides need
 */
record Contest(String name, Path input, Cache cache, Job theirs, Job ours, Answer answer, Goal goal,
        Environment environment) {
    /** A contest that needs nothing but its input. */
    Contest(String name, Path input, Cache cache, Job theirs, Job ours, Answer answer, Goal goal) {
        this(name, input, cache, theirs, ours, answer, goal, Environment.NONE);
    }

    /** What must be running during a contest, such as a server. */
    @FunctionalInterface
    interface Environment {
        /** Nothing. */
        Environment NONE = () -> () -> {};

        /** Sets it up; closing the result tears it down. */
        Closeable open() throws IOException;
    }

    /** Whether the input is in the page cache. */
    enum Cache {
        WARM, COLD
    }

    /** Whether both sides must print the same. */
    enum Answer {
        SAME, NOT_COMPARED
    }

    /** The name of the contest and its file, as {@code --only} matches it. */
    String title() {
        String file = String.valueOf(input.getFileName()).replaceFirst("\\..*", "");
        return name + " " + file + (cache == Cache.COLD ? " cold" : "");
    }
}
