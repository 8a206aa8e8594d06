package org.etcdrecovery.core.restore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.etcdrecovery.core.files.Directories;

/**
 * A file or directory that is staged under another name next to its destination, and then moved there with one rename.
 */
final class Relocation {
    private final Path staged;
    private final Path destination;
    private final StagingRecord record;
    private boolean published;

    private Relocation(Path staged, Path destination, boolean published) {
        this.staged = staged;
        this.destination = destination;
        this.published = published;
        this.record = new StagingRecord(staged);
    }

    /** One that is to be staged. */
    static Relocation fresh(StagingNames names, Path destination) {
        return new Relocation(names.stagedPath(destination), destination, false);
    }

    /** One that an earlier restore staged: in place, unless it is still where it was staged. */
    static Relocation found(StagingNames names, Path destination) {
        Path staged = names.stagedPath(destination);
        return new Relocation(staged, destination, !Files.exists(staged, LinkOption.NOFOLLOW_LINKS));
    }

    /** The path where it is staged. */
    Path staged() {
        return staged;
    }

    /** The path where it goes. */
    Path destination() {
        return destination;
    }

    /** The path where it is now. */
    Path current() {
        return published ? destination : staged;
    }

    /** The record kept next to it. */
    StagingRecord record() {
        return record;
    }

    /** Whether it is at its destination. */
    boolean isPublished() {
        return published;
    }

    /**
     * Moves it to its destination durably.
     *
     * @throws java.nio.file.FileAlreadyExistsException if something is there by now; it is left unchanged
     */
    void publish() throws IOException {
        if (hasBothNames()) {
            Files.delete(staged);
            Directories.sync(Directories.parentOf(destination));
        } else {
            Directories.moveToFreeName(staged, destination);
        }
        published = true;
    }

    /** Whether a file has both its staged and its final name, because the restore was killed in between. */
    boolean hasBothNames() throws IOException {
        return Files.exists(staged, LinkOption.NOFOLLOW_LINKS) && Files.exists(destination, LinkOption.NOFOLLOW_LINKS)
                && Files.isSameFile(staged, destination);
    }

    /** Moves it back from its destination. */
    void undo() throws IOException {
        if (published) {
            Files.move(destination, staged, StandardCopyOption.ATOMIC_MOVE);
            published = false;
        }
    }

    /** Removes it, unless it was moved to its destination. */
    void discard() throws IOException {
        if (!published) {
            Directories.deleteTree(staged);
        }
    }
}
