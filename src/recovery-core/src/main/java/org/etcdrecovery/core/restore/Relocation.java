package org.etcdrecovery.core.restore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Something that is made under a name of its own beside its destination, and then moved there by one rename. */
final class Relocation {
    private final Path staged;
    private final Path destination;
    private boolean published;

    Relocation(Path staged, Path destination) {
        this.staged = staged;
        this.destination = destination;
    }

    /** Where it is made. */
    Path staged() {
        return staged;
    }

    /** Where it goes. */
    Path destination() {
        return destination;
    }

    /** Moves it to its destination, for good. */
    void publish() throws IOException {
        Files.move(staged, destination, StandardCopyOption.ATOMIC_MOVE);
        published = true;
        Durable.sync(Durable.parentOf(destination));
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
            Durable.deleteTree(staged);
        }
    }
}
