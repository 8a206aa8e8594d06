package org.etcdrecovery.core.testing;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Things at a path that are not regular files. Each is made in the directory of the test; no real device is used. */
public enum SpecialFile {
    /** A named pipe. */
    FIFO("FIFO") {
        @Override
        void make(Path path) throws IOException {
            run("mkfifo", path.toString());
        }
    },
    /** A socket in the file system. */
    SOCKET("socket") {
        @Override
        void make(Path path) throws IOException {
            ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(path)).close();
        }
    },
    /** A node of the null device. */
    DEVICE("device") {
        @Override
        void make(Path path) throws IOException {
            run("mknod", path.toString(), "c", "1", "3");
        }
    },
    /** A symbolic link to a file. */
    LINK("symbolic link") {
        @Override
        void make(Path path) throws IOException {
            Files.createSymbolicLink(path,
                    Files.writeString(path.resolveSibling("behind-" + path.getFileName()), "precious"));
        }
    },
    /** A symbolic link whose target does not exist. */
    DANGLING_LINK("symbolic link") {
        @Override
        void make(Path path) throws IOException {
            Files.createSymbolicLink(path, path.resolveSibling("nowhere"));
        }
    };

    private final String words;

    SpecialFile(String words) {
        this.words = words;
    }

    abstract void make(Path path) throws IOException;

    /** The words that messages use for it. */
    public String words() {
        return words;
    }

    /** Makes one; skips the test if this user or this system cannot. */
    public Path at(Path path) throws IOException {
        make(path);
        Assumptions.assumeTrue(Files.exists(path, LinkOption.NOFOLLOW_LINKS), "no " + words + " can be made here");
        return path;
    }

    /** A value that changes if the file is replaced or written. */
    public static Object identity(Path path) throws IOException {
        return List.of(Files.readAttributes(path, "unix:ino,mode,lastModifiedTime", LinkOption.NOFOLLOW_LINKS));
    }

    private static void run(String... command) throws IOException {
        try {
            new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
