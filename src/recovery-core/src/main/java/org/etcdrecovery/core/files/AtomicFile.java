package org.etcdrecovery.core.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file that appears under its name only when it is complete. It is written next to its target as a part,
 * {@code NAME.XXXXXXXX.part} with eight random hex digits, synced to disk and then renamed. Until then, any file that
 * already has the name stays as it is. Closing it without publishing deletes the part.
 *
 * <p>Several writers to one name do not interfere: each has its own part, and the last one to publish wins. The part is
 * created exclusively and without following links. Only the file that was written is ever renamed: Java cannot ask a
 * channel for its inode, but while the channel is open no other file gets that number, so a part that still has the
 * file key of its creation is the file behind the channel.
 *
 * <p>A part is locked while it is written, so that {@link PartFiles} can distinguish it from one that a killed process
 * left behind.
 */
public final class AtomicFile implements Closeable {
    private final Path target;
    private final Path part;
    private final boolean replace;
    private final FileChannel channel;
    private final @Nullable Object key;
    private boolean published;

    private AtomicFile(Path target, Path part, boolean replace, FileChannel channel) throws IOException {
        this.target = target;
        this.part = part;
        this.replace = replace;
        this.channel = channel;
        this.key = key(part);
    }

    /**
     * Begins a file that will replace any file of that name.
     *
     * @throws IOException if it cannot be written there, or if a special file, a directory or a link has the name,
     *                     which stays untouched
     */
    public static AtomicFile replacing(Path target) throws IOException {
        return begin(target, true, Permissions.ownerOnly(target));
    }

    /**
     * Writes a text that everybody may read, and replaces any file of that name.
     *
     * @throws IOException as {@link #replacing}; any file of that name is then unchanged
     */
    public static void replaceReadable(Path target, String text) throws IOException {
        try (AtomicFile file = begin(target, true, Permissions.of(target, "rw-r--r--"))) {
            file.write(text);
            file.publish();
        }
    }

    /**
     * Begins a file under a name that must be free.
     *
     * @throws FileAlreadyExistsException if something has the name, which stays untouched
     * @throws IOException                if it cannot be written there
     */
    public static AtomicFile fresh(Path target) throws IOException {
        return fresh(target, Permissions.ownerOnly(target));
    }

    /** As {@link #fresh(Path)}, with other permissions than read and write for the owner. */
    public static AtomicFile fresh(Path target, FileAttribute<?>... permissions) throws IOException {
        return begin(target, false, permissions);
    }

    /**
     * Writes a text and replaces any file of that name.
     *
     * @throws IOException as {@link #replacing}; any file of that name is then unchanged
     */
    public static void replace(Path target, String text) throws IOException {
        try (AtomicFile file = replacing(target)) {
            file.write(text);
            file.publish();
        }
    }

    private static AtomicFile begin(Path target, boolean replace, FileAttribute<?>... permissions) throws IOException {
        Path absolute = target.toAbsolutePath();
        checkTarget(absolute, replace);
        Path part = PartFiles.newName(absolute);
        FileChannel channel = open(part, absolute, permissions);
        try {
            PartFiles.lock(channel);
            return new AtomicFile(absolute, part, replace, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            Files.deleteIfExists(part);
            throw e;
        }
    }

    /** Opens the part. If that fails, the failure names the file that was asked for, of which the part is only a detail. */
    private static FileChannel open(Path part, Path target, FileAttribute<?>... permissions) throws IOException {
        try {
            return FileChannel.open(part,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                    permissions);
        } catch (FileSystemException e) {
            String name = target.toString();
            FileSystemException named = switch (e) {
                case AccessDeniedException _ -> new AccessDeniedException(name, null, e.getReason());
                case NoSuchFileException _ -> new NoSuchFileException(name, null, e.getReason());
                default -> new FileSystemException(name, null, e.getReason());
            };
            named.initCause(e);
            throw named;
        }
    }

    /**
     * Checks whether a file can get a name, before the work of making it begins.
     *
     * @param replace whether it may replace a file of that name
     * @throws FileAlreadyExistsException if it may not, and there is such a file
     * @throws IOException                if its directory is missing, or a special file, a directory or a link has the
     *                                    name
     */
    public static void checkTarget(Path target, boolean replace) throws IOException {
        Path directory = target.toAbsolutePath().getParent();
        if (directory == null) {
            throw refusal(target, "is a directory; name the file to write");
        }
        if (!Files.isDirectory(directory)) {
            throw refusal(target, Files.exists(directory)
                    ? directory + " is not a directory; name another place"
                    : "its directory does not exist; create it first");
        }
        switch (FileKind.of(target)) {
            case ABSENT -> {
            }
            case FILE -> {
                if (!replace) {
                    throw new FileAlreadyExistsException(target.toString());
                }
            }
            case DIRECTORY -> throw refusal(target, "is a directory; name the file to write");
            case LINK -> throw refusal(target, "is a symbolic link, and this program never writes through one; name "
                    + Files.readSymbolicLink(target) + ", its target, or another file");
            case FileKind other -> throw refusal(target, "is " + other.words()
                    + ", and only a regular file can be written; name another file");
        }
    }

    private static FileSystemException refusal(Path target, String reason) {
        return new UnsuitablePathException(target, reason);
    }

    /** The path of the part: the bytes are there until the file is published. */
    public Path part() {
        return part;
    }

    /** Appends the remaining bytes of a buffer. */
    public void write(ByteBuffer bytes) throws IOException {
        named(() -> {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        });
    }

    /** An operation on the channel. */
    @FunctionalInterface
    private interface Operation {
        void run() throws IOException;
    }

    /** The errors of a channel, such as a full disk, do not tell of which file. */
    private void named(Operation operation) throws IOException {
        try {
            operation.run();
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            throw (IOException) new FileSystemException(target.toString(), null, e.getMessage()).initCause(e);
        }
    }

    /** Overwrites the first bytes with the remaining bytes of a buffer; what is written next is still appended. */
    public void overwriteStart(ByteBuffer bytes) throws IOException {
        named(() -> {
            long at = 0;
            while (bytes.hasRemaining()) {
                at += channel.write(bytes, at);
            }
        });
    }

    /** Appends a text in UTF-8. */
    public void write(String text) throws IOException {
        write(StandardCharsets.UTF_8.encode(text));
    }

    /** Syncs what was written so far to disk. */
    public void flush() throws IOException {
        named(() -> channel.force(false));
    }

    /**
     * Syncs the file to disk and gives it its name. If that fails after a free name was given, it is taken back.
     *
     * @throws FileAlreadyExistsException if the name had to be free and no longer is
     * @throws IOException                if the file cannot get the name, and whatever has it stays untouched; or if it
     *                                    replaced a file, but its name could not be synced to disk
     */
    public void publish() throws IOException {
        named(() -> channel.force(true));
        checkTarget(target, replace);
        if (!isOurs(part)) {
            throw new FileSystemException(part.toString(), null,
                    "another process removed or replaced it during the write; " + target + " is unchanged. Try again");
        }
        if (replace) {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            published = true;
            Directories.sync(Directories.parentOf(target));
        } else {
            moveToFreeName();
        }
    }

    private void moveToFreeName() throws IOException {
        try {
            Directories.moveToFreeName(part, target);
            published = true;
        } catch (IOException | RuntimeException e) {
            // It fails also after it gave the name: if it cannot sync the directory, or delete the part.
            published = key != null;
            withdraw(e);
            throw e;
        }
    }

    /** Whether the file has its name, as far as this program changed that. */
    public boolean isPublished() {
        return published;
    }

    /**
     * Deletes the file if it was published, unless another file has the name by now.
     *
     * @param cause why; a failure to delete is added to it as suppressed
     */
    public void withdraw(Throwable cause) {
        try {
            if (published && isOurs(target)) {
                Files.delete(target);
            }
            published = false;
        } catch (IOException | RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    private boolean isOurs(Path path) throws IOException {
        return FileKind.of(path) == FileKind.FILE && (key == null || key.equals(key(path)));
    }

    private static @Nullable Object key(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).fileKey();
    }

    @Override
    public void close() throws IOException {
        try {
            if (isOurs(part)) {
                Files.delete(part);
            }
        } finally {
            channel.close();
        }
    }
}
