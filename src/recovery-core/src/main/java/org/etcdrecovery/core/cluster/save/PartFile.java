package org.etcdrecovery.core.cluster.save;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.etcdrecovery.core.files.AtomicFile;

/** A large {@link AtomicFile}, which goes to the disk while more of it arrives. */
final class PartFile implements AutoCloseable {
    /**
     * After how many bytes the disk begins to write. Left to itself, the kernel waits until a tenth of the memory is
     * full, and a slow disk begins when the last byte has arrived.
     */
    private static final long FLUSH = 64 << 20;

    private final AtomicFile file;
    private CompletableFuture<Void> flush = CompletableFuture.completedFuture(null);
    private long sinceFlush;

    private PartFile(AtomicFile file) {
        this.file = file;
    }

    /**
     * Begins a file.
     *
     * @param replace whether it may replace one of its name
     * @throws IOException when it cannot be written there
     */
    static PartFile create(Path target, boolean replace) throws IOException {
        return new PartFile(replace ? AtomicFile.replacing(target) : AtomicFile.fresh(target));
    }

    /** Where the bytes are until the file is complete. */
    Path part() {
        return file.part();
    }

    /** Appends what remains of a buffer. */
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

    /** The kernel tells of what it could not write only once: here, perhaps, and then not again when all is forced. */
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

    /** Brings the bytes to the disk and gives the file its name. */
    void publish() throws IOException {
        awaitFlush();
        file.publish();
    }

    @Override
    public void close() throws IOException {
        // A channel that is closed under a flush fails it, and what it would say does not matter any more.
        file.close();
    }
}
