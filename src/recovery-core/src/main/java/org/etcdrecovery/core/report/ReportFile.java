package org.etcdrecovery.core.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The file that a report goes to. It is created before the work that it tells of begins, so that a place where it
 * cannot stand is found at once, and goes away again when there is nothing to tell.
 */
public final class ReportFile implements Closeable {
    private final Path file;
    private final FileChannel channel;
    private boolean written;

    private ReportFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Creates the file, which only its owner can read: a report names hosts and paths.
     *
     * @throws java.nio.file.FileAlreadyExistsException when there is one; it is left as it is
     * @throws IOException                              when it cannot be created
     */
    public static ReportFile create(Path file) throws IOException {
        return new ReportFile(file, FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE), ownerOnly(file)));
    }

    /**
     * Writes a report in one go, in the place of a file of that name, which is there until the new one is on the disk.
     *
     * @throws IOException when it cannot be written; what stood there is then as it was
     */
    public static void replace(Path file, String text) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        // What an earlier attempt left behind.
        Files.deleteIfExists(part);
        try (ReportFile report = create(part)) {
            report.write(text);
        }
        try {
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Writes the report and makes it durable. */
    public void write(String text) throws IOException {
        ByteBuffer bytes = UTF_8.encode(text);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(true);
        written = true;
    }

    /** Closes the file, and removes it unless the report was written. */
    @Override
    public void close() throws IOException {
        channel.close();
        if (!written) {
            Files.deleteIfExists(file);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[]{PosixFilePermissions.asFileAttribute(
                        PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
    }
}
