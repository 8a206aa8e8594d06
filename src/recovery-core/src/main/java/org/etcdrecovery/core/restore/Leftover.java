package org.etcdrecovery.core.restore;

import java.nio.file.Path;

/**
 * Something that a restore left next to or inside a target directory of a plan.
 *
 * @param path     where it is
 * @param kind     what it is
 * @param sentence what it is and what to do about it, as a sentence
 */
public record Leftover(Path path, Kind kind, String sentence) {
    /** The kinds of leftovers, which determine what may be done with them. */
    public enum Kind {
        /**
         * Left by a restore that ended before it was complete. No server starts from it, and no restore continues it.
         */
        INCOMPLETE,
        /** Complete: a restore with the same plan moves it into place. */
        COMPLETE,
        /** In use by a running restore. */
        RUNNING,
        /** It is unknown whether a restore is running, or its record cannot be read. */
        UNCERTAIN
    }

    /** Whether it may be removed. */
    public boolean isRemovable() {
        return kind == Kind.INCOMPLETE;
    }
}
