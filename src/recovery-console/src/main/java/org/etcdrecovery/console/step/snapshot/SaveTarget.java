package org.etcdrecovery.console.step.snapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * What stands where a snapshot is to be written.
 *
 * @param text    the path as it was typed
 * @param problem why nothing can be written there
 * @param exists  whether a file of that name is there
 * @param free    the bytes that are free there; negative when that is not known
 */
record SaveTarget(String text, Problem problem, boolean exists, long free) {
    /** Why nothing can be written somewhere. */
    enum Problem {
        NONE, UNNAMED, NOT_A_NAME, NOT_ABSOLUTE, A_DIRECTORY, NO_PARENT, NOT_WRITABLE
    }

    /** Looks there. Never on the FX thread: the place may be on a share that hangs. */
    static SaveTarget look(String text) {
        if (text.isBlank()) {
            return unusable(text, Problem.UNNAMED);
        }
        Path file;
        try {
            file = Path.of(text.strip());
        } catch (InvalidPathException e) {
            return unusable(text, Problem.NOT_A_NAME);
        }
        Path directory = file.getParent();
        if (!file.isAbsolute()) {
            return unusable(text, Problem.NOT_ABSOLUTE);
        }
        if (directory == null || Files.isDirectory(file)) {
            return unusable(text, Problem.A_DIRECTORY);
        }
        if (!Files.isDirectory(directory)) {
            return unusable(text, Problem.NO_PARENT);
        }
        if (!Files.isWritable(directory)) {
            return unusable(text, Problem.NOT_WRITABLE);
        }
        return new SaveTarget(text, Problem.NONE, Files.exists(file, LinkOption.NOFOLLOW_LINKS), free(directory));
    }

    private static SaveTarget unusable(String text, Problem problem) {
        return new SaveTarget(text, problem, false, -1);
    }

    private static long free(Path directory) {
        try {
            return Files.getFileStore(directory).getUsableSpace();
        } catch (IOException e) {
            // Good to know, and nothing that a save needs.
            return -1;
        }
    }

    /** The file, where {@link #problem} is none. */
    Path file() {
        return Path.of(text.strip()).normalize();
    }

    /** Whether this many bytes certainly do not fit there. */
    boolean lacksRoomFor(long bytes) {
        return free >= 0 && bytes > free;
    }
}
