package org.etcdrecovery.core.snapshot;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bolt.Problem;
import org.etcdrecovery.core.bytes.DirectBuffers;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.progress.Progress;
import org.jspecify.annotations.Nullable;

/**
 * How far the history has been dropped, as the bucket {@code meta} says.
 *
 * @param scheduled up to where a compaction was accepted; -1 for none
 * @param finished  up to where it has been carried out; -1 for none
 */
public record Compaction(long scheduled, long finished) {
    static final String SCHEDULED_KEY = "scheduledCompactRev";
    static final String FINISHED_KEY = "finishedCompactRev";
    public static final long NONE = -1;
    /** Beyond it, a server soon comes to the end of the numbers, and ends there. */
    static final long LAST_USABLE = Long.MAX_VALUE - (1L << 32);
    /** Where the records of it cannot be read: anything may have been dropped, and nothing is known to be finished. */
    static final Compaction UNKNOWN = new Compaction(Long.MAX_VALUE, NONE);

    public static Compaction of(SmallBucket meta) {
        return new Compaction(main(meta.get(SCHEDULED_KEY)), main(meta.get(FINISHED_KEY)));
    }

    /**
     * Reads it ahead of the keyspace, which a walk comes by before the bucket {@code meta}. What is damaged there is for
     * that walk to report.
     *
     * @param progress may cancel it
     */
    static Compaction in(BoltFile file, Progress progress) throws IOException {
        SmallBucket meta = new SmallBucket();
        boolean[] damaged = new boolean[1];
        file.walk(bucket -> bucket.name().equals("meta") ? meta : null,
                problem -> damaged[0] |= problem.kind() == Problem.Kind.FORMAT, progress);
        boolean readable = Stream.of(SCHEDULED_KEY, FINISHED_KEY)
                .map(meta::get)
                .allMatch(value -> value.isEmpty() || main(value) != NONE);
        return readable && !damaged[0] ? of(meta) : UNKNOWN;
    }

    /** The compact revision: a server carries a scheduled compaction out when it starts. */
    long revision() {
        return Math.max(scheduled, finished);
    }

    /**
     * The revision above which nothing may be missing: that of the newest compaction that may have been begun, or of the
     * empty store.
     */
    long bound() {
        return Math.max(revision(), 1);
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
