package org.etcdrecovery.bench.sidebyside;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * One job that both sides do on one file.
 *
 * @param name    what is done, as the table says it
 * @param input   the file, which is brought into the state of the cache before each run
 * @param cache   whether the input is in memory when a run begins
 * @param theirs  how etcdutl does it
 * @param ours    how the command line does it
 * @param answer  whether both print the same, so that it can be compared
 * @param goal    what is to be reached
 * @param setting what has to be there while it is held
 */
record Contest(String name, Path input, Cache cache, Job theirs, Job ours, Answer answer, Goal goal, Setting setting) {
    /** One that needs nothing but its input. */
    Contest(String name, Path input, Cache cache, Job theirs, Job ours, Answer answer, Goal goal) {
        this(name, input, cache, theirs, ours, answer, goal, Setting.NOTHING);
    }

    /** What has to be there while a contest is held, such as a server. */
    @FunctionalInterface
    interface Setting {
        /** Nothing. */
        Setting NOTHING = () -> () -> {};

        /** Puts it up; closing takes it down. */
        Closeable open() throws IOException;
    }

    /** Whether the operating system holds the input in memory. */
    enum Cache {
        WARM, COLD
    }

    /** Whether the standard outputs of both sides shall be equal. */
    enum Answer {
        SAME, NOT_COMPARED
    }

    /** The name with that of the file, as {@code --only} matches it. */
    String title() {
        String file = String.valueOf(input.getFileName()).replaceFirst("\\..*", "");
        return name + " " + file + (cache == Cache.COLD ? " cold" : "");
    }
}
