package org.etcdrecovery.core.files;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The file system that a directory is on. Java finds it in the system's table of mounts, where a root that was only
 * changed into, as in many rescue systems, is missing: then its kind is unknown, but not its free space.
 */
public final class Disk {
    private final Path directory;
    private final @Nullable FileStore store;
    private final Object device;

    private Disk(Path directory, @Nullable FileStore store, Object device) {
        this.directory = directory;
        this.store = store;
        this.device = device;
    }

    /**
     * Finds it.
     *
     * @param directory an existing one
     * @throws IOException if the directory cannot be examined
     */
    public static Disk of(Path directory) throws IOException {
        try {
            FileStore store = Files.getFileStore(directory);
            return new Disk(directory, store, store);
        } catch (IOException e) {
            if (!directory.getFileSystem().supportedFileAttributeViews().contains("unix")) {
                throw e;
            }
            Object device = Files.readAttributes(directory, "unix:dev").get("dev");
            return new Disk(directory, null, Objects.requireNonNull(device));
        }
    }

    /** The space that this user can still fill, in bytes. */
    public long free() throws IOException {
        return store != null ? store.getUsableSpace() : directory.toFile().getUsableSpace();
    }

    /** Its name in the table of mounts, such as {@code /dev/sda1}; otherwise the directory. */
    public String name() {
        return store != null ? store.name() : directory.toString();
    }

    /** Its kind, such as {@code ext4}, if it is known. */
    public Optional<String> type() {
        return Optional.ofNullable(store).map(FileStore::type);
    }

    /** Whether both are the same file system. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Disk disk && device.equals(disk.device);
    }

    @Override
    public int hashCode() {
        return device.hashCode();
    }
}
