package org.etcdrecovery.core.cluster.save;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A file under way to its name. It is written beside it as {@code NAME.part}, readable by its owner only, and takes the
 * name when it is complete and on the disk; whatever stood there before is replaced in that moment and not before.
 * Closing it earlier removes it.
 */
final class PartFile implements AutoCloseable {
    /**
     * After how many bytes the disk begins to write. Left to itself, the kernel waits until a tenth of the memory is
     * full, and a slow disk begins when the last byte has arrived.
     */
    private static final long FLUSH = 64 << 20;

    private final Path target;
    private final Path directory;
    private final Path part;
    private final FileChannel channel;
    private CompletableFuture<Void> flush = CompletableFuture.completedFuture(null);
    private long sinceFlush;
    private boolean published;

    private PartFile(Path target, Path directory, Path part, FileChannel channel) {
        this.target = target;
        this.directory = directory;
        this.part = part;
        this.channel = channel;
    }

    /**
     * Begins a file. What an earlier attempt left behind under the same name is discarded.
     *
     * @throws IOException when it cannot be written there
     */
    static PartFile create(Path target) throws IOException {
        Path absolute = target.toAbsolutePath();
        if (Files.isDirectory(absolute)) {
            throw new FileSystemException(target + " is a directory; name the file to write.");
        }
        Path directory = absolute.getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw new FileSystemException("The directory of " + target + " does not exist. Create it first.");
        }
        Path part = absolute.resolveSibling(absolute.getFileName() + ".part");
        Files.deleteIfExists(part);
        FileChannel channel = FileChannel.open(part,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                ownerOnly(part));
        return new PartFile(absolute, directory, part, channel);
    }

    private static FileAttribute<?>[] ownerOnly(Path part) {
        boolean posix = part.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[]{
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
    }

    /** Where the bytes stand until the file is complete. */
    Path part() {
        return part;
    }

    /** Appends what remains of a buffer. */
    void write(ByteBuffer bytes) throws IOException {
        sinceFlush += bytes.remaining();
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        if (sinceFlush >= FLUSH && flush.isDone()) {
            awaitFlush();
            sinceFlush = 0;
            flush = CompletableFuture.runAsync(this::flush, work -> Thread.ofPlatform().daemon().start(work));
        }
    }

    private void flush() {
        try {
            channel.force(false);
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
        channel.force(true);
        channel.close();
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        published = true;
        forceDirectory();
    }

    /** The name is durable only when the directory is; Windows has no way to say that, and does not need it. */
    private void forceDirectory() throws IOException {
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel handle = FileChannel.open(directory, StandardOpenOption.READ)) {
                handle.force(true);
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        if (!published) {
            Files.deleteIfExists(part);
        }
    }
}
