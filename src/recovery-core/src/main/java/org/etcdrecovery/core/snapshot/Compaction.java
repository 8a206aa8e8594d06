package org.etcdrecovery.core.snapshot;

import java.util.Optional;
import org.etcdrecovery.core.bytes.DirectBuffers;
import org.etcdrecovery.core.keyspace.Revision;
import org.jspecify.annotations.Nullable;

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
    /** Beyond it, a server soon comes to the end of the numbers, and ends there. */
    static final long LAST_USABLE = Long.MAX_VALUE - (1L << 32);

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

    /** What keeps bytes from being the revision of a compaction; null when they are one. */
    static @Nullable String problem(byte[] value) {
        // Of 18 bytes no release looks at the last one here.
        int length = value.length == Revision.TOMBSTONE_KEY_LENGTH ? Revision.KEY_LENGTH : value.length;
        return Revision.keyProblem(DirectBuffers.copyOf(value), 0, length);
    }

    private static long main(Optional<byte[]> value) {
        return value.filter(bytes -> problem(bytes) == null)
                .map(bytes -> Revision.mainOf(DirectBuffers.copyOf(bytes), 0))
                .orElse(NONE);
    }
}
