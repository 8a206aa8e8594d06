package org.etcdrecovery.core.rescue;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.etcdrecovery.core.bolt.PageSink;
import org.etcdrecovery.core.bytes.DirectBuffers;
import org.etcdrecovery.core.files.AtomicFile;
import org.etcdrecovery.core.files.Directories;
import org.etcdrecovery.core.files.Disk;
import org.etcdrecovery.core.origin.RecordedOrigin;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.FileHashes;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.Inspector;
import org.etcdrecovery.core.snapshot.SnapshotFile;
import org.etcdrecovery.core.text.HumanSize;
import org.jspecify.annotations.Nullable;

/**
 * A new snapshot file: an image, and its SHA-256, which an inspection computes when the image is complete. Its manifest
 * comes with it: both appear, or neither.
 */
public final class SnapshotOutput implements PageSink, Closeable {
    private static final int BLOCK = 1 << 20;

    private final Path target;
    private final Path manifest;
    private final AtomicFile file;
    private final ByteBuffer block = DirectBuffers.allocate(BLOCK);

    /**
     * Begins a file. Its name and that of its manifest must be free.
     *
     * @param expected how many bytes it will have, about
     * @throws FileSystemException if its file system has less free space
     * @throws IOException         if it cannot be written there
     */
    public SnapshotOutput(Path target, long expected) throws IOException {
        checkNames(target);
        requireSpace(target, expected);
        this.target = target;
        this.manifest = RecordedOrigin.manifestOf(target);
        this.file = AtomicFile.fresh(target);
    }

    /**
     * Checks that a snapshot and its manifest can get their names, before the work of making them begins.
     *
     * @throws IOException as {@link AtomicFile#checkTarget} does
     */
    public static void checkNames(Path target) throws IOException {
        AtomicFile.checkTarget(target, false);
        Path manifest = RecordedOrigin.manifestOf(target);
        try {
            AtomicFile.checkTarget(manifest, false);
        } catch (FileAlreadyExistsException e) {
            throw (IOException) new FileAlreadyExistsException(manifest.toString(), null,
                    "exists already, and the manifest of the new snapshot would get this name: choose another name for"
                            + " the snapshot, or move this file away if the snapshot it describes is gone")
                    .initCause(e);
        }
    }

    private static void requireSpace(Path target, long expected) throws IOException {
        Path directory = Directories.parentOf(target.toAbsolutePath());
        if (Files.isDirectory(directory)) {
            long free = Disk.of(directory).free();
            if (free < expected) {
                throw new FileSystemException(target.toString(), null, "about " + HumanSize.of(expected)
                        + " are needed there, but only " + HumanSize.of(free)
                        + " are free: free some, or name a file on another disk");
            }
        }
    }

    @Override
    public void append(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (!block.hasRemaining()) {
                writeBlock();
            }
            int count = Math.min(bytes.remaining(), block.remaining());
            block.put(block.position(), bytes, bytes.position(), count);
            block.position(block.position() + count);
            bytes.position(bytes.position() + count);
        }
    }

    private void writeBlock() throws IOException {
        file.write(block.flip());
        block.clear();
    }

    @Override
    public void overwriteStart(ByteBuffer bytes) throws IOException {
        writeBlock();
        file.overwriteStart(bytes);
    }

    /**
     * A complete file.
     *
     * @param size        its size in bytes, including the hash
     * @param sha256      the SHA-256 of the whole file, in lower-case hex
     * @param imageSha256 the SHA-256 of the image, which the file ends with, in lower-case hex
     * @param inspection  what an inspection finds in it, with the manifest beside it
     * @param manifest    the manifest; empty while it is being made
     */
    public record Written(long size, String sha256, String imageSha256, Inspection inspection, String manifest) {
        /** A manifest says what an inspection finds, which depends on what the manifest says of the origin. */
        private Written with(ManifestText text) {
            Written described = new Written(size, sha256, imageSha256, inspection.withManifest(text.of(this)), "");
            return new Written(size, sha256, imageSha256, described.inspection(), text.of(described));
        }
    }

    /** Writes the manifest of a complete file. */
    @FunctionalInterface
    public interface ManifestText {
        /** The manifest. It may say what was found in the file. */
        String of(Written written);
    }

    /** Decides whether a complete image may be published. */
    @FunctionalInterface
    public interface Check {
        /**
         * Looks at what an inspection found in the image.
         *
         * @throws IOException if the file must not appear under its name
         */
        void inspected(Inspection inspection) throws IOException;
    }

    /** As {@link #publish(Check, ManifestText, Progress)}, without a check. */
    public Written publish(ManifestText text, Progress progress) throws IOException {
        return publish(_ -> {}, text, progress);
    }

    /**
     * Inspects and hashes a complete image, appends its hash if the check lets it pass, and gives the manifest and the
     * file their names.
     *
     * @throws IOException if that fails; then there is neither, or both if the snapshot could not be deleted again
     */
    public Written publish(Check check, ManifestText text, Progress progress) throws IOException {
        Written written = complete(check, progress).with(text);
        publishWith(written.manifest());
        return written;
    }

    private Written complete(Check check, Progress progress) throws IOException {
        // The disk writes while the image is read from memory.
        FutureTask<@Nullable Void> flush = new FutureTask<>(() -> {
            file.flush();
            return null;
        });
        Thread.ofPlatform().daemon().name("flush").start(flush);
        try (SnapshotFile image = SnapshotFile.unsealed(file.part(), target)) {
            Inspection inspection = Inspector.inspect(image, progress, _ -> {});
            check.inspected(inspection);
            FileHashes hashes = image.hashes(progress);
            String hash = hashes.trailingHash().computed();
            file.write(ByteBuffer.wrap(HexFormat.of().parseHex(hash)));
            // Linux reports a failed write once, so a later flush might not tell.
            await(flush);
            return new Written(image.size(), hashes.sha256(), hash, inspection, "");
        }
    }

    /** The manifest first: alone it misleads no one, but without it an incomplete snapshot looks complete. */
    private void publishWith(String text) throws IOException {
        try (AtomicFile beside = AtomicFile.fresh(manifest)) {
            beside.write(text);
            beside.publish();
            try {
                file.publish();
            } catch (IOException | RuntimeException e) {
                if (!file.isPublished()) {
                    beside.withdraw(e);
                }
                throw e;
            }
        }
    }

    private static void await(FutureTask<?> flush) throws IOException {
        try {
            flush.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
