package org.etcdrecovery.core.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessMode;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Operations on directories and on the names in them; what they create and rename survives a power cut. */
public final class Directories {
    private static final Set<String> KERNEL_FILE_SYSTEMS = Set.of("proc", "sysfs", "cgroup", "cgroup2", "debugfs",
            "tracefs", "securityfs", "configfs", "pstore", "bpf", "binfmt_misc", "mqueue", "selinuxfs", "efivarfs");

    private Directories() {}

    /**
     * The directory that a path is in.
     *
     * @throws IllegalArgumentException for the root of a file system
     */
    public static Path parentOf(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IllegalArgumentException(path + " is the root of a file system");
        }
        return parent;
    }

    /**
     * Creates a directory that only its owner can enter.
     *
     * @throws NoSuchFileException if the directory above does not exist
     */
    public static void create(Path directory) throws IOException {
        create(directory, Permissions.ownerOnlyDirectory(directory));
    }

    private static void create(Path directory, FileAttribute<?>... permissions) throws IOException {
        try {
            Files.createDirectory(directory, permissions);
        } catch (NoSuchFileException e) {
            if (Files.isDirectory(parentOf(directory))) {
                // Linux answers so in /proc.
                throw (IOException) new FileSystemException(directory.toString(), null,
                        "no directory can be created in this file system").initCause(e);
            }
            throw e;
        }
    }

    /**
     * Creates an empty file that only its owner can read and write.
     *
     * @throws java.nio.file.FileAlreadyExistsException if something has the name
     */
    public static void createFile(Path file) throws IOException {
        Files.createFile(file, Permissions.ownerOnly(file));
    }

    /**
     * Creates a directory and its missing parents, each accessible to its owner only and synced to disk.
     *
     * @return the directories that were created, the outermost first
     */
    public static List<Path> createMissing(Path directory) throws IOException {
        return createMissing(directory, Permissions::ownerOnlyDirectory);
    }

    /**
     * As {@link #createMissing}, but another user can pass through them: to directories below that belong to that user,
     * such as the data directory of a server.
     */
    public static List<Path> createMissingPassable(Path directory) throws IOException {
        return createMissing(directory, Permissions::passableDirectory);
    }

    private static List<Path> createMissing(Path directory, Function<Path, FileAttribute<?>[]> permissions)
            throws IOException {
        Deque<Path> missing = new ArrayDeque<>();
        for (Path above = directory.toAbsolutePath(); above != null
                && !Files.exists(above, LinkOption.NOFOLLOW_LINKS); above = above.getParent()) {
            missing.push(above);
        }
        List<Path> made = new ArrayList<>();
        for (Path each : missing) {
            try {
                create(each, permissions.apply(each));
                made.add(each);
                sync(parentOf(each));
            } catch (FileAlreadyExistsException e) {
                // Another process created it at the same time, which is fine.
                if (!Files.isDirectory(each)) {
                    throw e;
                }
            }
        }
        return made;
    }

    /**
     * The entries of a directory, sorted by name.
     *
     * @throws NotDirectoryException if it is not a directory
     * @throws IOException           also if the listing fails midway, which Java reports as an unchecked exception
     */
    public static List<Path> list(Path directory) throws IOException {
        // Java opens the path before it checks the type, and opening a FIFO waits for its other end.
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new NotDirectoryException(directory.toString());
        }
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            stream.forEach(entries::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        Collections.sort(entries);
        return entries;
    }

    /**
     * Asks the system whether this user may write into a directory.
     *
     * @throws IOException with the system's reason: no permission, a read-only file system, or one whose content the
     *                     kernel makes up: root may write there, but nobody can create a file
     */
    public static void checkWritable(Path directory) throws IOException {
        directory.getFileSystem().provider().checkAccess(directory, AccessMode.WRITE);
        Optional<String> kernel = Disk.of(directory).type().filter(KERNEL_FILE_SYSTEMS::contains);
        if (kernel.isPresent()) {
            throw new FileSystemException(directory.toString(), null,
                    "it shows the state of the kernel (" + kernel.get() + "), and takes no files");
        }
    }

    /**
     * Syncs the names in a directory to disk. Does nothing if directories cannot be opened; such platforms need no
     * sync.
     */
    public static void sync(Path directory) throws IOException {
        if (Permissions.isPosix(directory)) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /**
     * Renames a file or a directory to a free name, and syncs the name to disk.
     *
     * @throws FileAlreadyExistsException if something has that name, even if it was created a moment ago
     */
    public static void moveToFreeName(Path from, Path to) throws IOException {
        if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(to.toString());
        }
        if (Files.isDirectory(from, LinkOption.NOFOLLOW_LINKS)) {
            // The system refuses to rename a directory onto one that is not empty.
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } else {
            moveFile(from, to);
        }
        sync(parentOf(to));
    }

    /** A rename would replace a file created there in the meantime; a second link never does. */
    private static void moveFile(Path from, Path to) throws IOException {
        try {
            Files.createLink(to, from);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException | UnsupportedOperationException e) {
            // A file system without hard links, such as FAT. Any other failure happens again below.
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        Files.delete(from);
    }

    /** Moves an unusable file out of the way, replacing one that was set aside earlier. */
    public static void setAside(Path file, Path aside) throws IOException {
        Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Deletes a file or a whole tree. Follows no link, and does nothing if the path does not exist; something in it may
     * vanish meanwhile, such as the socket of a process that ends.
     */
    public static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
