package org.etcdrecovery.core.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/** A lock on a file that one process of a host holds for as long as it runs. The file is empty, and stays. */
public final class RunLock implements Closeable {
    private final Optional<FileChannel> channel;
    private final boolean shared;

    private RunLock(Optional<FileChannel> channel, boolean shared) {
        this.channel = channel;
        this.shared = shared;
    }

    /**
     * Takes the lock if no other process has it. Creates the file and its directory if they are missing. Never fails: where
     * the file cannot be made, or the file system has no locks, nothing is known of other processes.
     */
    public static RunLock take(Path file) {
        // To open a pipe for writing would wait for its reader.
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return new RunLock(Optional.empty(), false);
        }
        try {
            Directories.createMissing(Directories.parentOf(file));
            FileChannel opened = FileChannel.open(file,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                    Permissions.ownerOnly(file));
            return new RunLock(Optional.of(opened), isHeldByAnother(opened));
        } catch (IOException e) {
            return new RunLock(Optional.empty(), false);
        }
    }

    private static boolean isHeldByAnother(FileChannel opened) {
        try {
            return opened.tryLock() == null;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether another process held the lock when it was to be taken. */
    public boolean isShared() {
        return shared;
    }

    @Override
    public void close() throws IOException {
        if (channel.isPresent()) {
            channel.get().close();
        }
    }
}
