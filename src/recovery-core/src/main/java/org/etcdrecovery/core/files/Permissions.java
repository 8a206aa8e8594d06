package org.etcdrecovery.core.files;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The permissions with which files and directories are created. They are passed to the call that creates the file, so
 * others cannot open it even for a moment; the umask can only restrict them further.
 */
public final class Permissions {
    private Permissions() {}

    /** For a file that only its owner can read and write. */
    public static FileAttribute<?>[] ownerOnly(Path file) {
        return of(file, "rw-------");
    }

    /** For a directory that only its owner can enter. */
    public static FileAttribute<?>[] ownerOnlyDirectory(Path directory) {
        return of(directory, "rwx------");
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

    static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
