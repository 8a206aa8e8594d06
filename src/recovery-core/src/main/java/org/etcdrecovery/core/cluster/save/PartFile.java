package org.etcdrecovery.core.cluster.save;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.etcdrecovery.core.files.AtomicFile;

/** A large {@link AtomicFile} that is flushed to the disk while more of it arrives. */
final class PartFile implements AutoCloseable {
    /**
     * Bytes between two flushes. By default the kernel starts to write only when a tenth of the memory is dirty, so a
     * slow disk might start after the last byte has arrived.
     */
    private static final long FLUSH = 64 << 20;

    private final AtomicFile file;
    private CompletableFuture<Void> flush = CompletableFuture.completedFuture(null);
    private long sinceFlush;

    private PartFile(AtomicFile file) {
        this.file = file;
    }

    /**
     * Creates the file.
     *
     * @param replace whether it may replace an existing file
     * @throws IOException if it cannot be created
     */
    static PartFile create(Path target, boolean replace) throws IOException {
        return new PartFile(replace ? AtomicFile.replacing(target) : AtomicFile.fresh(target));
    }

    /** Appends the remaining bytes of a buffer. */
    void write(ByteBuffer bytes) throws IOException {
        sinceFlush += bytes.remaining();
        file.write(bytes);
        if (sinceFlush >= FLUSH && flush.isDone()) {
            awaitFlush();
            sinceFlush = 0;
            flush = CompletableFuture.runAsync(this::flush, work -> Thread.ofPlatform().daemon().start(work));
        }
    }

    private void flush() {
        try {
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The kernel reports a failed write only once: perhaps to this flush, and then not again to the final one. */
    private void awaitFlush() throws IOException {
        try {
            flush.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UncheckedIOException failed) {
                throw failed.getCause();
            }
            throw e;
        }
    }

    /** Flushes everything to the disk and gives the file its name. */
    void publish() throws IOException {
        awaitFlush();
        file.publish();
    }

    @Override
    public void close() throws IOException {
        // Closing the channel makes a running flush fail, which no longer matters.
        file.close();
    }
}
