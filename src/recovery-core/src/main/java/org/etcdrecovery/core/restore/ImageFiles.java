package org.etcdrecovery.core.restore;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.CRC32C;
import org.etcdrecovery.core.bolt.PageSink;
import org.etcdrecovery.core.bytes.DirectBuffers;
import org.jspecify.annotations.Nullable;

/**
 * Writes one image to several new files at once. Each block is filled once, and one thread per file writes it while the
 * next block is being filled.
 *
 * <p>The first block is written last. Until then a file has no valid meta page, so no server takes it for a database.
 */
final class ImageFiles implements PageSink, Closeable {
    /** The size of a block in bytes. Larger blocks were measured to be slower. */
    static final int BLOCK = 1 << 20;
    private static final int BLOCKS = 6;

    private final List<BlockFile> files = new ArrayList<>();
    private final BlockingQueue<ByteBuffer> free = new ArrayBlockingQueue<>(BLOCKS);
    private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();
    private final List<Future<?>> endings = new ArrayList<>();
    private final CRC32C crc = new CRC32C();
    private final ByteBuffer first = DirectBuffers.allocate(BLOCK);
    private ByteBuffer block = first;
    private long blockPosition;

    /** Creates the files, which must not exist. */
    ImageFiles(List<Path> paths) throws IOException {
        try {
            for (Path path : paths) {
                files.add(BlockFile.create(path));
            }
        } catch (IOException e) {
            close();
            throw e;
        }
        for (int i = 0; i < BLOCKS; i++) {
            free.add(DirectBuffers.allocate(BLOCK));
        }
    }

    @Override
    public void append(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (!block.hasRemaining()) {
                nextBlock();
            }
            int count = Math.min(bytes.remaining(), block.remaining());
            block.put(block.position(), bytes, bytes.position(), count);
            block.position(block.position() + count);
            bytes.position(bytes.position() + count);
        }
    }

    @Override
    public void overwriteStart(ByteBuffer bytes) {
        first.put(0, bytes, bytes.position(), bytes.remaining());
    }

    /** Starts writing the rest and syncing everything to disk. Nothing can be appended afterwards. */
    void complete() {
        long length = blockPosition + block.position();
        if (blockPosition > 0) {
            submit();
        }
        first.flip();
        crc.update(first.duplicate());
        for (BlockFile file : files) {
            // By then the file's only thread has written all other blocks.
            endings.add(file.thread().submit(() -> {
                refuseFailure();
                file.write(first.duplicate(), 0);
                file.finish(length);
                return null;
            }));
        }
    }

    /**
     * Waits until everything is on disk.
     *
     * @return the checksum that {@link ReadBack} computes of each file
     * @throws IOException if a file could not be written
     */
    int await() throws IOException {
        try {
            for (Future<?> ending : endings) {
                ending.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        return (int) crc.getValue();
    }

    /** The length of the image in bytes. */
    long length() {
        return blockPosition + block.limit();
    }

    private void nextBlock() throws IOException {
        if (blockPosition > 0) {
            submit();
        }
        block = takeFree();
        blockPosition += BLOCK;
    }

    /** Hands the block to all files; the last one to finish frees it. */
    private void submit() {
        ByteBuffer full = block.flip();
        long position = blockPosition;
        crc.update(full.duplicate());
        AtomicInteger writers = new AtomicInteger(files.size());
        for (BlockFile file : files) {
            file.thread().execute(() -> {
                try {
                    file.write(full.duplicate(), position);
                } catch (IOException e) {
                    failure.compareAndSet(null, e);
                } finally {
                    if (writers.decrementAndGet() == 0) {
                        free.add(full);
                    }
                }
            });
        }
    }

    private ByteBuffer takeFree() throws IOException {
        ByteBuffer taken;
        try {
            taken = free.take().clear();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        refuseFailure();
        return taken;
    }

    private void refuseFailure() throws IOException {
        IOException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }

    private static IOException interrupted(InterruptedException reason) {
        Thread.currentThread().interrupt();
        return new IOException("interrupted while writing", reason);
    }

    @Override
    public void close() throws IOException {
        for (BlockFile file : files) {
            file.close();
        }
    }
}
