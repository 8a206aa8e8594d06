package org.etcdrecovery.core.cluster.save;

import java.time.Duration;

/**
 * Decides whether a stream stalls: in each time window a minimum number of bytes must arrive. Counting messages would
 * not do, because they may be empty. Without a minimum, a server could keep a save alive for ever with a byte now and
 * then.
 */
final class StallWindow {
    /** Bytes that must arrive in a window: two of etcd's messages. */
    static final int MINIMUM = 64 << 10;

    private final long length;
    private long start;
    private long before;

    /**
     * @param length the length of a window
     * @param now    the time of the nanosecond clock
     */
    StallWindow(Duration length, long now) {
        this.length = length.toNanos();
        this.start = now;
    }

    /**
     * Checks how far the stream has come.
     *
     * @param arrived bytes since the start of the stream
     * @param now     the time of the nanosecond clock
     * @return whether a window has ended in which too few bytes arrived
     */
    boolean isStalled(long arrived, long now) {
        if (now - start < length) {
            return false;
        }
        if (arrived - before < MINIMUM) {
            return true;
        }
        restart(arrived, now);
        return false;
    }

    /** Starts a new window. */
    void restart(long arrived, long now) {
        start = now;
        before = arrived;
    }
}
