package org.etcdrecovery.core.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** The type of a file. Finding it out opens nothing: opening a FIFO waits, and opening a device may do anything. */
public enum FileKind {
    /** The path does not exist. */
    ABSENT("nothing"),
    /** A regular file. */
    FILE("a file"),
    /** A directory. */
    DIRECTORY("a directory"),
    /** A symbolic link, whatever its target. */
    LINK("a symbolic link"),
    /** A named pipe. */
    FIFO("a FIFO (a named pipe)"),
    /** A socket. */
    SOCKET("a socket"),
    /** A character or block device. */
    DEVICE("a device"),
    /** A special file whose type this platform does not report. */
    SPECIAL("a special file");

    // Bits of st_mode. Source: POSIX sys/stat.h as on Linux and macOS.
    private static final int TYPE = 0170000;
    private static final int FIFO_TYPE = 0010000;
    private static final int CHARACTER_DEVICE = 0020000;
    private static final int BLOCK_DEVICE = 0060000;
    private static final int SOCKET_TYPE = 0140000;

    private final String words;

    FileKind(String words) {
        this.words = words;
    }

    /** The type of the path itself; links are not followed. */
    public static FileKind of(Path path) throws IOException {
        return of(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** The type of the file that opening the path would reach; links are followed. */
    static FileKind ofTarget(Path path) throws IOException {
        return of(path, new LinkOption[0]);
    }

    private static FileKind of(Path path, LinkOption... options) throws IOException {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(path, BasicFileAttributes.class, options);
        } catch (NoSuchFileException e) {
            return ABSENT;
        }
        if (attributes.isRegularFile()) {
            return FILE;
        }
        if (attributes.isDirectory()) {
            return DIRECTORY;
        }
        return attributes.isSymbolicLink() ? LINK : special(path, options);
    }

    private static FileKind special(Path path, LinkOption... options) throws IOException {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return SPECIAL;
        }
        return switch ((int) Files.getAttribute(path, "unix:mode", options) & TYPE) {
            case FIFO_TYPE -> FIFO;
            case SOCKET_TYPE -> SOCKET;
            case CHARACTER_DEVICE, BLOCK_DEVICE -> DEVICE;
            default -> SPECIAL;
        };
    }

    /** The type in words, with an article, for use in a sentence. */
    public String words() {
        return words;
    }
}
