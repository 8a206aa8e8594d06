package org.etcdrecovery.bench.window;

import java.time.Duration;

/** What is measured of a window, and its limit. */
enum Measure {
    /** From the start of the process to the first frame of the start page. */
    START_PAGE("start page", Duration.ofMillis(1500)),
    /** From opening a file to the first frame of its page. */
    PAGE("page", Duration.ofMillis(500)),
    /** From opening a file to the result of the first check. */
    FIRST_CHECK("first check", Duration.ofMillis(500)),
    /** From opening a file to its status table. */
    STATUS_TABLE("status table", Duration.ofSeconds(5)),
    /** From opening a file to the final verdict. */
    VERDICT("verdict", Duration.ofSeconds(15)),
    /** From opening a file to the first of its keys. */
    CONTENTS("keys", Duration.ofSeconds(20)),
    /** The longest wait for the FX thread, from the first frame of the page to the verdict. */
    WAIT_WHILE_READING("longest wait while reading", Duration.ofMillis(100)),
    /**
     * The longest wait for the FX thread from the verdict to the first keys: the result of the whole file is laid out at
     * once.
     */
    WAIT_FOR_RESULT("longest wait for the result", Duration.ofMillis(250)),
    /** From the key press that expands the first subtree to its rows. */
    EXPANSION("expanding a subtree", Duration.ofMillis(100)),
    /** From entering a prefix to the keys that have it. */
    FILTER("filter by prefix", Duration.ofMillis(100)),
    /** From choosing the middle of all revisions to the keys of then. */
    AS_OF("keys of an earlier revision", Duration.ofSeconds(1)),
    /** The longest wait for the FX thread during all of this, scrolling, and a visit to each tab. */
    WAIT_IN_EXPLORER("longest wait in the explorer", Duration.ofMillis(100));

    private final String words;
    private final Duration goal;

    Measure(String words, Duration goal) {
        this.words = words;
        this.goal = goal;
    }

    String words() {
        return words;
    }

    Duration goal() {
        return goal;
    }

    /** Whether this is one of the waits, for which the longest is reported. */
    boolean isWait() {
        return this == WAIT_WHILE_READING || this == WAIT_FOR_RESULT || this == WAIT_IN_EXPLORER;
    }
}
