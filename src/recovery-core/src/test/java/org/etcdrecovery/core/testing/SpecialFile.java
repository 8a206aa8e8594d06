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

/** What may have the name of a file without being one. All of it is made where the test works; no real device is used. */
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
    /** A node of the device that takes everything and holds nothing. */
    DEVICE("device") {
        @Override
        void make(Path path) throws IOException {
            run("mknod", path.toString(), "c", "1", "3");
        }
    },
    /** A link to a file. */
    LINK("symbolic link") {
        @Override
        void make(Path path) throws IOException {
            Files.createSymbolicLink(path,
                    Files.writeString(path.resolveSibling("behind-" + path.getFileName()), "precious"));
        }
    },
    /** A link that leads nowhere. */
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

    /** What a message calls it. */
    public String words() {
        return words;
    }

    /** Makes one; the test is skipped where this user or this system may not. */
    public Path at(Path path) throws IOException {
        make(path);
        Assumptions.assumeTrue(Files.exists(path, LinkOption.NOFOLLOW_LINKS), "no " + words + " can be made here");
        return path;
    }

    /** What tells whether it was touched. */
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
