package org.etcdrecovery.core.cluster.probe;

import java.util.Optional;
import org.etcdrecovery.core.cluster.connect.Failure;

/**
 * The attempt to read through the log. Only a granted read proves that a majority follows a leader.
 *
 * @param outcome how it ended
 * @param failure why it was not granted; empty if it was
 */
public record LinearizableRead(Outcome outcome, Optional<Failure> failure) {
    /** How an attempt can end. */
    public enum Outcome {
        GRANTED,
        /** The member tried and found no majority. */
        NO_QUORUM,
        /** The member refused before it tried, for instance because a login was missing: this proves nothing. */
        NOT_TRIED
    }

    /** Whether a majority follows a leader. */
    public boolean granted() {
        return outcome == Outcome.GRANTED;
    }
}
