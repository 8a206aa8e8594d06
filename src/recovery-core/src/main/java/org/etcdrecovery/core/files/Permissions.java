package org.etcdrecovery.core.files;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The permissions with which files and directories are created. They are given to the call that creates, so that there
 * is no moment in which others could open the file; the umask can take away from them and adds nothing.
 */
public final class Permissions {
    private Permissions() {}

    /** For a file that only its owner reads and writes. */
    public static FileAttribute<?>[] ownerOnly(Path file) {
        return of(file, "rw-------");
    }

    /** For a directory that only its owner enters. */
    public static FileAttribute<?>[] ownerOnlyDirectory(Path directory) {
        return of(directory, "rwx------");
    }

    /**
     * Any permissions; none on a file system that does not know them.
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
