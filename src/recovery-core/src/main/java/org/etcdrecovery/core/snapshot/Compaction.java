package org.etcdrecovery.core.snapshot;

import java.util.Optional;
import org.etcdrecovery.core.bytes.DirectBuffers;
import org.etcdrecovery.core.keyspace.Revision;

/**
 * How far the history has been dropped, as the bucket {@code meta} says.
 *
 * @param scheduled up to where a compaction was accepted; -1 for none
 * @param finished  up to where it has been carried out; -1 for none
 */
record Compaction(long scheduled, long finished) {
    static final String SCHEDULED_KEY = "scheduledCompactRev";
    static final String FINISHED_KEY = "finishedCompactRev";
    static final long NONE = -1;

    static Compaction of(SmallBucket meta) {
        return new Compaction(main(meta.get(SCHEDULED_KEY)), main(meta.get(FINISHED_KEY)));
    }

    /** The compact revision: a server carries a scheduled compaction out when it starts. */
    long revision() {
        return Math.max(scheduled, finished);
    }

    /** Whether the next start has one to carry out. */
    boolean isPending() {
        return scheduled > finished;
    }

    private static long main(Optional<byte[]> value) {
        return value.map(DirectBuffers::copyOf)
                .filter(bytes -> Revision.keyProblem(bytes, 0, bytes.limit()) == null)
                .map(bytes -> Revision.mainOf(bytes, 0))
                .orElse(NONE);
    }
}
