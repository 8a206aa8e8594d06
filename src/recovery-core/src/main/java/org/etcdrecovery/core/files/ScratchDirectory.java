package org.etcdrecovery.core.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;

/**
 * A directory of temporary files. A file in it named {@code owner} says that this program made it, and is locked for as
 * long as the directory is in use, so that a later run can tell it from one that a killed process left behind. Closing it
 * removes it with all that is in it.
 */
public final class ScratchDirectory implements Closeable {
    private static final String OWNER = "owner";
    /** What the owner file holds. Another program may use such names, too. */
    static final byte[] MARK = "temporary files of etcd-recovery, removed by its next run\n"
            .getBytes(StandardCharsets.US_ASCII);

    private static final Duration OLD = Duration.ofHours(1);

    private final Path path;
    private final FileChannel owner;

    private ScratchDirectory(Path path, FileChannel owner) {
        this.path = path;
        this.owner = owner;
    }

    /**
     * Takes possession of a new directory.
     *
     * @throws FileAlreadyExistsException           if another process has it
     * @throws java.nio.file.NoSuchFileException if another process has removed it
     */
    static ScratchDirectory own(Path directory) throws IOException {
        Path file = directory.resolve(OWNER);
        FileChannel owner = FileChannel.open(file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                Permissions.ownerOnly(file));
        try {
            if (!isLocked(owner)) {
                throw new FileAlreadyExistsException(directory.toString());
            }
            // A sweep may have locked and removed it just before.
            Files.readAttributes(file, "size", LinkOption.NOFOLLOW_LINKS);
            ByteBuffer mark = ByteBuffer.wrap(MARK);
            while (mark.hasRemaining()) {
                owner.write(mark);
            }
            return new ScratchDirectory(directory, owner);
        } catch (IOException e) {
            owner.close();
            throw e;
        }
    }

    private static boolean isLocked(FileChannel owner) throws IOException {
        try {
            FileLock lock = owner.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Where it is; it exists until this is closed. */
    public Path path() {
        return path;
    }

    /**
     * Creates a file in this directory.
     *
     * @param needed how many bytes it will have at least
     * @throws ScratchException if the file system does not have so much free space
     */
    public ScratchFile create(String name, long needed) throws IOException {
        return ScratchFile.create(path.resolve(name), needed, Disk.of(path)::free);
    }

    /**
     * Makes the directory permanent: renames it so that neither {@link #close} nor a sweep removes it.
     *
     * @return its new path
     */
    public Path keep() throws IOException {
        String name = String.valueOf(path.getFileName());
        Path kept = path.resolveSibling(Scratch.PREFIX + "kept-" + name.substring(Scratch.PREFIX.length()));
        Directories.moveToFreeName(path, kept);
        Files.deleteIfExists(kept.resolve(OWNER));
        return kept;
    }

    /** Removes a directory that no process uses; leaves any other as it is. */
    static void removeAbandoned(Path directory) throws IOException {
        Path file = directory.resolve(OWNER);
        if (FileKind.of(file) != FileKind.FILE) {
            // A name proves nothing; but with an empty directory nothing is lost.
            if (isOld(directory) && Directories.list(directory).isEmpty()) {
                Files.delete(directory);
            }
            return;
        }
        // Closing any channel of a file releases the locks that this process has on it, so a directory of this process must
        // not be tried.
        if (ProcessLock.on(file).state() == ProcessLock.State.HELD) {
            return;
        }
        try (FileChannel owner = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS)) {
            if (isLocked(owner) && (isMarked(owner) || isUnfinished(directory, owner))) {
                remove(directory);
            }
        }
    }

    /** Whether the process that created it is long past creating a file in it, or was killed before. */
    private static boolean isOld(Path directory) throws IOException {
        return Files.getLastModifiedTime(directory, LinkOption.NOFOLLOW_LINKS)
                .toInstant()
                .isBefore(Instant.now().minus(OLD));
    }

    /** Whether the process that created it ended before it could mark it. Nothing is lost with it. */
    private static boolean isUnfinished(Path directory, FileChannel owner) throws IOException {
        return owner.size() == 0 && Directories.list(directory).size() == 1;
    }

    private static boolean isMarked(FileChannel owner) throws IOException {
        if (owner.size() != MARK.length) {
            return false;
        }
        ByteBuffer content = ByteBuffer.allocate(MARK.length);
        while (content.hasRemaining() && owner.read(content) >= 0) {
            // Reads on.
        }
        return Arrays.equals(content.array(), MARK);
    }

    /** Deletes everything, the owner file last, so that a later sweep finishes what could not be deleted. */
    private static void remove(Path directory) throws IOException {
        Path owner = directory.resolve(OWNER);
        for (Path entry : Directories.list(directory)) {
            if (!entry.equals(owner)) {
                Directories.deleteTree(entry);
            }
        }
        Files.deleteIfExists(owner);
        Files.deleteIfExists(directory);
    }

    @Override
    public void close() throws IOException {
        try {
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                remove(path);
            }
        } finally {
            owner.close();
        }
    }
}
