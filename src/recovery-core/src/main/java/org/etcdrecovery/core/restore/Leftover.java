package org.etcdrecovery.core.restore;

import java.nio.file.Path;

/**
 * What a restore has left beside or in a directory that a plan writes.
 *
 * @param path     where it is
 * @param kind     what it is
 * @param sentence what it is and what to do with it
 */
public record Leftover(Path path, Kind kind, String sentence) {
    /** What it is, which decides what may be done with it. */
    public enum Kind {
        /** Of a restore that ended before it was complete. No server starts from it, and no restore goes on with it. */
        INCOMPLETE,
        /** Complete: a restore by its plan moves it into place. */
        COMPLETE,
        /** Of a restore that is running. */
        RUNNING,
        /** It cannot be told whether a restore is running, or what was recorded of it cannot be read. */
        UNCERTAIN
    }

    /** Whether it may be removed. */
    public boolean isRemovable() {
        return kind == Kind.INCOMPLETE;
    }
}
