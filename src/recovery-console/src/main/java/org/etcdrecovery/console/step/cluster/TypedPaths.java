package org.etcdrecovery.console.step.cluster;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Directories to write into, as typed. */
final class TypedPaths {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd-HHmm", Locale.ROOT);
    private static final Path NONE = Path.of("");

    private TypedPaths() {}

    /** A directory in the user's home, named after the time at which the run began. */
    static String usual(Instant started, ZoneId zone) {
        return Path.of(System.getProperty("user.home", "/"), "recovered-" + MINUTE.format(started.atZone(zone)))
                .toAbsolutePath()
                .toString();
    }

    /** Parses a path; an invalid one becomes the empty path, which a plan refuses. */
    static Path path(String text) {
        try {
            return Path.of(text.strip());
        } catch (InvalidPathException _) {
            return NONE;
        }
    }

    /** The directory of a member below another one; the parent itself if either is not a path. */
    static Path in(String directory, String name) {
        Path parent = path(directory);
        return parent.equals(NONE) || path(name).equals(NONE) ? parent : parent.resolve(path(name + ".etcd"));
    }
}
