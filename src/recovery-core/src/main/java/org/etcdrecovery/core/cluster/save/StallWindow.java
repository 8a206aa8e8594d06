package org.etcdrecovery.core.cluster.save;

import java.time.Duration;

/**
 * Decides whether a stream stalls: in each window of time a minimum of bytes must arrive. Messages alone do not count,
 * for they may be empty. Without a minimum a server could keep a save alive for ever with a byte now and then.
 */
final class StallWindow {
    /** Bytes that must arrive in a window: two messages of etcd. */
    static final int MINIMUM = 64 << 10;

    private final long length;
    private long start;
    private long before;

    /**
     * @param length how long a window is
     * @param now    the nanosecond clock
     */
    StallWindow(Duration length, long now) {
        this.length = length.toNanos();
        this.start = now;
    }

    /**
     * Looks at how far the stream has come.
     *
     * @param arrived bytes since its beginning
     * @param now     the nanosecond clock
     * @return whether a window is over in which too little arrived
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

    /** Begins a new window, because the receiver was busy in this one. */
    void restart(long arrived, long now) {
        start = now;
        before = arrived;
    }
}
