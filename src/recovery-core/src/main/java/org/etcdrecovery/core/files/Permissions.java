package org.etcdrecovery.core.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The permissions with which files and directories are created. They are passed to the call that creates the file, so
 * others cannot open it even for a moment; the umask can only restrict them further.
 */
public final class Permissions {
    private static final String OWNER_ONLY = "rw-------";

    private Permissions() {}

    /** For a file that only its owner can read and write. */
    public static FileAttribute<?>[] ownerOnly(Path file) {
        return of(file, OWNER_ONLY);
    }

    /** For a directory that only its owner can enter. */
    public static FileAttribute<?>[] ownerOnlyDirectory(Path directory) {
        return of(directory, "rwx------");
    }

    /** For a directory that everybody can pass through and only its owner can list. */
    static FileAttribute<?>[] passableDirectory(Path directory) {
        return of(directory, "rwx--x--x");
    }

    /**
     * Any permissions; empty on a file system without POSIX permissions.
     *
     * @param permissions as {@code ls} shows them, such as {@code rw-r--r--}
     */
    public static FileAttribute<?>[] of(Path path, String permissions) {
        return isPosix(path)
                ? new FileAttribute<?>[]{
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))}
                : new FileAttribute<?>[0];
    }

    /** Lets only the owner of an existing file read and write it, if the file system has POSIX permissions. */
    static void restrict(Path file) throws IOException {
        if (isPosix(file)) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(OWNER_ONLY));
        }
    }

    static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
