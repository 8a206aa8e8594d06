package org.etcdrecovery.core.deliver;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What became of what clients wrote to members that are taken away again. */
public enum Writes {
    /** They wrote nothing. */
    NONE,
    /** It is in a snapshot that was saved before. */
    SAVED,
    /** It is only in the directories of these members. */
    UNSAVED,
    /** Too few members answered to tell. */
    UNKNOWN;

    static Optional<Writes> of(String word) {
        return Arrays.stream(values()).filter(writes -> writes.word().equals(word)).findFirst();
    }

    /** The word in the journal. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
