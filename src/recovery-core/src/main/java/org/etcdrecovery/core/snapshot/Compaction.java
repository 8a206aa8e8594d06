package org.etcdrecovery.core.snapshot;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bolt.Problem;
import org.etcdrecovery.core.bytes.DirectBuffers;
import org.etcdrecovery.core.keyspace.BucketName;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.progress.Progress;
import org.jspecify.annotations.Nullable;

/**
 * How far the history is compacted, according to the bucket {@code meta}.
 *
 * @param scheduled the revision of the last compaction that was accepted; -1 if there was none
 * @param finished  the revision of the last compaction that was carried out; -1 if there was none
 */
public record Compaction(long scheduled, long finished) {
    public static final String SCHEDULED_KEY = "scheduledCompactRev";
    public static final String FINISHED_KEY = "finishedCompactRev";
    public static final long NONE = -1;
    /** Above this revision a server soon runs out of numbers, and stops. */
    public static final long LAST_USABLE = Long.MAX_VALUE - (1L << 32);
    /** For records that cannot be read: anything may have been removed, and no compaction is known to be finished. */
    static final Compaction UNKNOWN = new Compaction(Long.MAX_VALUE, NONE);

    /** What the bucket {@code meta} says of it. */
    public static Compaction of(SmallBucket meta) {
        return new Compaction(main(meta.get(SCHEDULED_KEY)), main(meta.get(FINISHED_KEY)));
    }

    /**
     * Reads it ahead of the keyspace, because a walk visits that before the bucket {@code meta}. Damage in {@code meta} is
     * for that walk to report.
     *
     * @param progress can cancel the reading
     */
    public static Compaction in(BoltFile file, Progress progress) throws IOException {
        SmallBucket meta = new SmallBucket();
        boolean[] damaged = new boolean[1];
        file.walk(bucket -> bucket.name().equals(BucketName.META) ? meta : null,
                problem -> damaged[0] |= problem.kind() == Problem.Kind.FORMAT, progress);
        boolean readable = Stream.of(SCHEDULED_KEY, FINISHED_KEY)
                .map(meta::get)
                .allMatch(value -> value.isEmpty() || main(value) != NONE);
        return readable && !damaged[0] ? of(meta) : UNKNOWN;
    }

    /** The compact revision; includes a scheduled compaction, which a server carries out when it starts. */
    public long revision() {
        return Math.max(scheduled, finished);
    }

    /**
     * The revision that a server of the file would state, to which a client can look back.
     *
     * @param lastRecord the revision of the last record; 0 without records
     * @param compact    the compact revision; {@link #NONE} if nothing was compacted
     */
    public static long lastRevision(long lastRecord, long compact) {
        // The revision of an empty store is 1. A compaction may have removed the last record.
        return Math.max(Math.max(lastRecord, 1), compact);
    }

    /**
     * The revision above which nothing may be missing: that of the newest compaction that may have started, or of an
     * empty store.
     */
    long bound() {
        return Math.max(revision(), 1);
    }

    /** Whether a server carries out a compaction when it starts. */
    boolean isPending() {
        return scheduled > finished;
    }

    /** Why bytes are not the revision of a compaction; null if they are. */
    static @Nullable String problem(byte[] value) {
        // No release looks at the last of 18 bytes here.
        int length = value.length == Revision.TOMBSTONE_KEY_LENGTH ? Revision.KEY_LENGTH : value.length;
        return Revision.keyProblem(DirectBuffers.copyOf(value), 0, length);
    }

    private static long main(Optional<byte[]> value) {
        return value.filter(bytes -> problem(bytes) == null)
                .map(bytes -> Revision.mainOf(DirectBuffers.copyOf(bytes), 0))
                .orElse(NONE);
    }
}
