package org.etcdrecovery.core.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Scripts and notes that are handed over for the hosts of the members, saved together: all of them, or none. */
public final class HandOverFiles {
    private HandOverFiles() {}

    /**
     * A file to save.
     *
     * @param name   its name, without a directory
     * @param text   what is in it
     * @param script whether it is to be run
     */
    public record HandOverFile(String name, String text, boolean script) {}

    /**
     * Saves files for their owner only; scripts can be run.
     *
     * @return where they stand, in the same order
     * @throws java.nio.file.FileAlreadyExistsException when there is one of that name; nothing is saved
     * @throws java.nio.file.NoSuchFileException        when the directory is not there
     * @throws IOException                              when they cannot be written; nothing stays
     */
    public static List<Path> save(Path directory, List<HandOverFile> files) throws IOException {
        List<Path> saved = new ArrayList<>();
        try {
            for (HandOverFile file : files) {
                Path path = directory.resolve(file.name());
                try (FileChannel channel = FileChannel.open(path,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        permissions(path, file.script()))) {
                    saved.add(path);
                    ByteBuffer bytes = UTF_8.encode(file.text());
                    while (bytes.hasRemaining()) {
                        channel.write(bytes);
                    }
                }
            }
            return List.copyOf(saved);
        } catch (IOException e) {
            remove(saved, e);
            throw e;
        }
    }

    private static void remove(List<Path> saved, IOException reason) {
        for (Path path : saved) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                reason.addSuppressed(e);
            }
        }
    }

    private static FileAttribute<?>[] permissions(Path file, boolean script) {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        Set<PosixFilePermission> permissions = PosixFilePermissions.fromString(script ? "rwx------" : "rw-------");
        return new FileAttribute<?>[]{PosixFilePermissions.asFileAttribute(permissions)};
    }
}
