package org.etcdrecovery.core.restore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** Files and directories that survive a power cut, with the modes that etcd gives them. */
final class Durable {
    /** Of directories. */
    private static final String OWNER_ALL = "rwx------";
    /** Of {@code db} and {@code *.wal}. */
    private static final String OWNER_READ_WRITE = "rw-------";
    /** Of {@code *.snap}. */
    static final String ALL_READ = "rw-r--r--";

    private Durable() {}

    /**
     * The directory that a path stands in.
     *
     * @throws IllegalArgumentException for the root of a file system, which a plan never names
     */
    static Path parentOf(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IllegalArgumentException(path + " is the root of a file system");
        }
        return parent;
    }

    /** Creates a directory for its owner alone. */
    static void createDirectory(Path directory) throws IOException {
        Files.createDirectory(directory, mode(directory, OWNER_ALL));
    }

    /** Creates an empty file for its owner alone. */
    static void createFile(Path file) throws IOException {
        Files.createFile(file, mode(file, OWNER_READ_WRITE));
    }

    /** Creates a file with a content and brings it to the disk. */
    static void write(Path file, byte[] content, String permissions) throws IOException {
        Files.createFile(file, mode(file, permissions));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** Brings the names in a directory to the disk; where a directory cannot be opened, the platform does it by itself. */
    static void sync(Path directory) throws IOException {
        if (isPosix(directory)) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Removes a file or a whole tree; follows no link, and does nothing where nothing is. */
    static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory,
                    @Nullable IOException failure)
                    throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static FileAttribute<?>[] mode(Path path, String permissions) {
        return isPosix(path)
                ? new FileAttribute<?>[]{
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))}
                : new FileAttribute<?>[0];
    }
}
