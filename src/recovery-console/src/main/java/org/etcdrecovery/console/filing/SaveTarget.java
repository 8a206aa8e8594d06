package org.etcdrecovery.console.filing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.cluster.save.Manifest;
import org.etcdrecovery.core.files.Directories;
import org.etcdrecovery.core.files.Disk;

/**
 * The state of the place where a snapshot would be written.
 *
 * @param text     the path as typed
 * @param problem  why nothing can be written there
 * @param exists   whether a file of that name exists
 * @param manifest whether a file with the name of its manifest exists
 * @param free     the free space there in bytes; negative if unknown
 */
public record SaveTarget(String text, Problem problem, boolean exists, boolean manifest, long free) {
    /** Why nothing can be written to a place. */
    public enum Problem {
        NONE, UNNAMED, NOT_A_NAME, NOT_ABSOLUTE, A_DIRECTORY, NO_PARENT, NOT_WRITABLE
    }

    /** Looks at a path. Not for the FX thread: the path may be on a share that hangs. */
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
        if (!isWritable(directory)) {
            return unusable(text, Problem.NOT_WRITABLE);
        }
        return new SaveTarget(text, Problem.NONE, exists(file), exists(Manifest.pathFor(file)), free(directory));
    }

    private static boolean exists(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean isWritable(Path directory) {
        try {
            Directories.checkWritable(directory);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static SaveTarget unusable(String text, Problem problem) {
        return new SaveTarget(text, problem, false, false, -1);
    }

    private static long free(Path directory) {
        try {
            return Disk.of(directory).free();
        } catch (IOException e) {
            // Useful, but a save does not depend on it.
            return -1;
        }
    }

    /** The file, if {@link #problem} is {@code NONE}. */
    public Path file() {
        return Path.of(text.strip()).normalize();
    }

    /** Why a file of this many bytes cannot be written there, as a sentence; empty if it can. */
    public String whyNot(long bytes) {
        Texts texts = Texts.of("filing");
        if (problem != Problem.NONE) {
            return texts.get("target.problem." + problem);
        }
        return free >= 0 && bytes > free
                ? texts.get("target.room", Quantities.size(free), Quantities.size(bytes))
                : "";
    }
}
