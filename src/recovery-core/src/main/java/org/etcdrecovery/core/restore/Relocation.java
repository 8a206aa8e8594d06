package org.etcdrecovery.core.restore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.etcdrecovery.core.files.Directories;

/** Something that is made under a name of its own beside its destination, and then moved there by one rename. */
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

    /** Something that is going to be made. */
    static Relocation fresh(StagingNames names, Path destination) {
        return new Relocation(names.besides(destination), destination, false);
    }

    /** Something that an earlier restore has made: in place, unless it is still where it was made. */
    static Relocation found(StagingNames names, Path destination) {
        Path staged = names.besides(destination);
        return new Relocation(staged, destination, !Files.exists(staged, LinkOption.NOFOLLOW_LINKS));
    }

    /** Where it is made. */
    Path staged() {
        return staged;
    }

    /** Where it goes. */
    Path destination() {
        return destination;
    }

    /** Where it is now. */
    Path current() {
        return published ? destination : staged;
    }

    /** What is kept of it beside it. */
    StagingRecord record() {
        return record;
    }

    /** Whether it is at its destination. */
    boolean isPublished() {
        return published;
    }

    /**
     * Moves it to its destination, for good.
     *
     * @throws java.nio.file.FileAlreadyExistsException when something has come there; it is left as it is
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

    /** Whether a file got the name of its destination and, because of a kill, kept the one under which it was made. */
    boolean hasBothNames() throws IOException {
        return Files.exists(staged, LinkOption.NOFOLLOW_LINKS) && Files.exists(destination, LinkOption.NOFOLLOW_LINKS)
                && Files.isSameFile(staged, destination);
    }

    /** Takes it back from its destination. */
    void undo() throws IOException {
        if (published) {
            Files.move(destination, staged, StandardCopyOption.ATOMIC_MOVE);
            published = false;
        }
    }

    /** Removes it, unless it has been moved to its destination. */
    void discard() throws IOException {
        if (!published) {
            Directories.deleteTree(staged);
        }
    }
}
