package org.etcdrecovery.core.cluster.probe;

import org.etcdrecovery.core.cluster.connect.Failure;
import org.jspecify.annotations.Nullable;

/**
 * How the attempt went to read through the log, the one proof that a majority follows a leader.
 *
 * @param outcome what came of it
 * @param failure why it was not granted; {@code null} when it was
 */
public record LinearizableRead(Outcome outcome, @Nullable Failure failure) {
    /** What can come of it. */
    public enum Outcome {
        GRANTED,
        /** The member tried and found no majority. */
        NO_QUORUM,
        /** It was refused before the member tried, for instance for want of a login: nothing is known. */
        NOT_TRIED
    }

    /** Whether a majority was seen to follow a leader. */
    public boolean granted() {
        return outcome == Outcome.GRANTED;
    }
}
