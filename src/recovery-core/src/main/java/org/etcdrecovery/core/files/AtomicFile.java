package org.etcdrecovery.core.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file on its way to its name. It is written beside it under a name of its own, {@code NAME.XXXXXXXX.part} with eight
 * random hex digits, and gets the name when it is complete and on the disk. What had the name before is there until that
 * moment. Closing it earlier removes it.
 *
 * <p>Several writers to one name do not meet: each has its own part, and the last one to end has the name. The part is
 * created exclusively and follows no link. What is renamed is the file that was written: Java cannot ask a channel for
 * its inode, but as long as the channel is open no other file gets that number, so a part whose file key is the one from
 * its creation is the one behind the channel.
 *
 * <p>While it is written it is locked, so that {@link PartFiles} can tell it from one that a killed process left.
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
     * Begins a file that will replace one of its name.
     *
     * @throws IOException when it cannot be written there, or when a special file, a directory or a link has the name;
     *                     that is left untouched
     */
    public static AtomicFile replacing(Path target) throws IOException {
        return begin(target, true, Permissions.ownerOnly(target));
    }

    /**
     * Begins a file of a name that is free.
     *
     * @throws FileAlreadyExistsException when something has the name; it is left untouched
     * @throws IOException                when it cannot be written there
     */
    public static AtomicFile fresh(Path target) throws IOException {
        return fresh(target, Permissions.ownerOnly(target));
    }

    /** The same with other permissions than the owner's to read and write. */
    public static AtomicFile fresh(Path target, FileAttribute<?>... permissions) throws IOException {
        return begin(target, false, permissions);
    }

    /**
     * Writes a text in one go, in the place of a file of that name.
     *
     * @throws IOException as {@link #replacing}; what had the name is then as it was
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
        FileChannel channel = FileChannel.open(part,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                permissions);
        try {
            PartFiles.lock(channel);
            return new AtomicFile(absolute, part, replace, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            Files.deleteIfExists(part);
            throw e;
        }
    }

    /**
     * Looks whether a file can get a name, before the work begins that makes it.
     *
     * @param replace whether it may replace one of its name
     * @throws FileAlreadyExistsException when it may not, and there is one
     * @throws IOException                when its directory is missing, or a special file, a directory or a link has the
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
            case LINK -> throw refusal(target, "is a symbolic link, and no file is written through one; name "
                    + Files.readSymbolicLink(target) + ", to which it leads, or another file");
            case FileKind other -> throw refusal(target, "is " + other.words()
                    + ", and only a regular file is written; name another file");
        }
    }

    private static FileSystemException refusal(Path target, String reason) {
        return new FileSystemException(target.toString(), null, reason);
    }

    /** Where the bytes are until the file is complete. */
    public Path part() {
        return part;
    }

    /** Appends what remains of a buffer. */
    public void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Appends a text in UTF-8. */
    public void write(String text) throws IOException {
        write(StandardCharsets.UTF_8.encode(text));
    }

    /** Brings to the disk what was written so far. */
    public void flush() throws IOException {
        channel.force(false);
    }

    /**
     * Brings the bytes to the disk and gives the file its name.
     *
     * @throws FileAlreadyExistsException when the name was to be free and is not any more
     * @throws IOException                when it cannot have the name; what has it is left untouched
     */
    public void publish() throws IOException {
        channel.force(true);
        checkTarget(target, replace);
        if (!isOurs(part)) {
            throw refusal(part, "another process has removed or replaced it while it was written; " + target
                    + " is as it was. Try again");
        }
        if (replace) {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            Directories.sync(Directories.parentOf(target));
        } else {
            Directories.moveToFreeName(part, target);
        }
        published = true;
    }

    /** Removes the file after it got its name, unless another has that name by now. */
    public void withdraw() throws IOException {
        if (published && isOurs(target)) {
            Files.delete(target);
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
            if (!published && isOurs(part)) {
                Files.delete(part);
            }
        } finally {
            channel.close();
        }
    }
}
