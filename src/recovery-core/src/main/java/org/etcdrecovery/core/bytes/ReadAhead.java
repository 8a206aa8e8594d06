package org.etcdrecovery.core.bytes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Warms the page cache: reads a source sequentially in large chunks and discards the bytes, so that reads in another
 * order find them in the page cache. A tree whose pages are scattered over a cold disk is then read at the speed of one
 * long read instead of one seek per page. Closing it stops the reading.
 */
public final class ReadAhead implements AutoCloseable {
    private static final int CHUNK = 1 << 20;
    /** Below this size, a thread costs more than it saves. */
    private static final long MIN_SIZE = 32L << 20;
    /** The first reads also load classes, so they are not measured. */
    private static final int WARM_UP_READS = 8;
    private static final int SAMPLES = 16;
    private static final int SAMPLE_LENGTH = 4096;
    /** Between a copy within memory, a few microseconds, and the fastest disks, about sixty. */
    private static final long COLD_NANOS = 40_000;

    private final ByteSource source;
    private final Thread thread;
    private volatile boolean stopped;

    private ReadAhead(ByteSource source) {
        this.source = source;
        this.thread = Thread.ofPlatform().daemon().name("read-ahead").unstarted(this::read);
    }

    /**
     * Starts reading if that is likely to save time. The time that a few sample reads take shows whether they come from
     * a disk; a wrong guess only costs time.
     *
     * @throws IOException if the source cannot be read
     */
    public static ReadAhead start(ByteSource source) throws IOException {
        ReadAhead ahead = new ReadAhead(source);
        if (source.size() >= MIN_SIZE && ahead.isCold()) {
            ahead.thread.start();
        }
        return ahead;
    }

    /** Whether even the fastest quarter of some sample reads came from a disk. */
    private boolean isCold() throws IOException {
        ByteBuffer sample = DirectBuffers.allocate(SAMPLE_LENGTH);
        for (int i = 0; i < WARM_UP_READS; i++) {
            source.read(0, sample.clear());
        }
        long[] nanos = new long[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            long before = System.nanoTime();
            source.read(source.size() / (SAMPLES + 1) * (i + 1), sample.clear());
            nanos[i] = System.nanoTime() - before;
        }
        Arrays.sort(nanos);
        return nanos[SAMPLES / 4] > COLD_NANOS;
    }

    private void read() {
        ByteBuffer piece = DirectBuffers.allocate(CHUNK);
        try {
            for (long at = 0; at < source.size() && !stopped; at += CHUNK) {
                source.read(at, piece.clear().limit((int) Math.min(CHUNK, source.size() - at)));
            }
        } catch (IOException e) {
            // Only an optimisation: the code that needs these bytes meets the same failure and reports it.
        }
    }

    /** Stops reading and waits for the thread; the source may be closed afterwards. */
    @Override
    public void close() {
        stopped = true;
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
