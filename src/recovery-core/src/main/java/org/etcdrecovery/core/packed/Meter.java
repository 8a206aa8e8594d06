package org.etcdrecovery.core.packed;

import org.etcdrecovery.core.progress.Work;

/** Counts the bytes that are unpacked, up to a limit. */
final class Meter {
    private final long limit;
    private final Work work;
    private long unpacked;

    Meter(long limit, Work work) {
        this.limit = limit;
        this.work = work;
    }

    /** A meter with the same limit that has counted nothing. */
    Meter another() {
        return new Meter(limit, work);
    }

    /**
     * Counts bytes.
     *
     * @throws RefusedException                           if there are more than the limit allows
     * @throws java.util.concurrent.CancellationException if the work is cancelled
     */
    void count(long bytes) throws RefusedException {
        // A few packed bytes may unpack for a long time, in which no other progress is reported.
        work.advance(0);
        declared(bytes);
        unpacked += bytes;
    }

    /**
     * Refuses a size that an archive declares, before it is unpacked.
     *
     * @throws RefusedException if that is more than the limit allows
     */
    void declared(long bytes) throws RefusedException {
        if (bytes > limit - unpacked) {
            throw new RefusedException(PackedTexts.tooLarge(limit));
        }
    }
}
