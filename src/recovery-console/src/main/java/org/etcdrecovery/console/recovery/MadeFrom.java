package org.etcdrecovery.console.recovery;

import java.nio.file.Path;
import java.util.List;

/**
 * From what the console made the file of a run.
 *
 * @param way      how
 * @param from     the data directory or the damaged file, absolute
 * @param words    what was brought into the file, in a sentence
 * @param accepted the findings that the operator agreed to, in words
 * @param manifest the manifest next to the file
 */
public record MadeFrom(Way way, Path from, String words, List<String> accepted, Path manifest) {
    /** Copies the list. */
    public MadeFrom {
        accepted = List.copyOf(accepted);
    }

    /** The ways to make a snapshot. */
    public enum Way {
        /** From a dead member's database and log. */
        RESCUE,
        /** From what still reads of a damaged file. */
        SALVAGE,
        /** From another snapshot, with the changes of a restore in it. */
        PREPARE
    }
}
