package org.etcdrecovery.core.deliver;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far a delivery to a host has come, by the last word in its journal. */
public enum HostState {
    /** Nothing was begun, or everything was cleaned up. */
    NOTHING,
    /** The copy is not complete. */
    STAGING,
    /** The copy is complete and compared, and not yet in place. */
    STAGED,
    /** Putting it in place was begun and not completed. */
    ACTIVATING,
    /** It is in place, and no service was started. */
    ACTIVATED,
    /** Its service was started. */
    STARTED,
    /** Taking it away was begun and not completed. */
    UNDOING,
    /** What was there before is back. */
    UNDONE;

    /** The state of a word; empty if this version does not know it. */
    static Optional<HostState> of(String word) {
        return Arrays.stream(values()).filter(state -> state.word().equals(word)).findFirst();
    }

    /** Whether a member of the plan may be running there: its service was started, or the operator starts it. */
    public boolean mayRun() {
        return this == ACTIVATED || this == STARTED;
    }

    /** The word in the journal. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
