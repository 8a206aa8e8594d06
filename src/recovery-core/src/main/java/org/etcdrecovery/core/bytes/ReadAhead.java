package org.etcdrecovery.core.bytes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Reads a source that is not in the page cache from its beginning to its end in large pieces and throws the bytes away,
 * so that they are in the page cache when somebody comes by in another order. A tree whose pages are scattered over a
 * cold disk is read at the speed of one long read instead of one seek a page. Stops when it is closed.
 */
public final class ReadAhead implements AutoCloseable {
    private static final int PIECE = 1 << 20;
    /** Below this size a thread costs more than it saves. */
    private static final long WORTHWHILE = 32L << 20;
    /** The first reads also load classes; they are not counted. */
    private static final int REHEARSALS = 8;
    private static final int SAMPLES = 16;
    private static final int SAMPLE_LENGTH = 4096;
    /** Between a copy within memory, a few microseconds, and the quickest disks, about sixty. */
    private static final long COLD_NANOS = 40_000;

    private final ByteSource source;
    private final Thread thread;
    private volatile boolean stopped;

    private ReadAhead(ByteSource source) {
        this.source = source;
        this.thread = Thread.ofPlatform().daemon().name("read-ahead").unstarted(this::read);
    }

    /**
     * Begins to read, when that promises to save time. How long it takes to read a few places says whether they come
     * from a disk; a wrong guess costs time and nothing else.
     *
     * @throws IOException when the source cannot be read
     */
    public static ReadAhead start(ByteSource source) throws IOException {
        ReadAhead ahead = new ReadAhead(source);
        if (source.size() >= WORTHWHILE && ahead.isCold()) {
            ahead.thread.start();
        }
        return ahead;
    }

    /** Whether even the quicker quarter of some reads came from a disk. */
    private boolean isCold() throws IOException {
        ByteBuffer sample = DirectBuffers.allocate(SAMPLE_LENGTH);
        for (int i = 0; i < REHEARSALS; i++) {
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
        ByteBuffer piece = DirectBuffers.allocate(PIECE);
        try {
            for (long at = 0; at < source.size() && !stopped; at += PIECE) {
                source.read(at, piece.clear().limit((int) Math.min(PIECE, source.size() - at)));
            }
        } catch (IOException e) {
            // Only a convenience: whoever needs these bytes meets the same failure and reports it.
        }
    }

    /** Ends the reading; the source may be closed afterwards. */
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
