package org.etcdrecovery.console.step.cluster;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Paths as they are typed. */
final class WriteInto {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd-HHmm", Locale.ROOT);
    private static final Path NONE = Path.of("");

    private WriteInto() {}

    /** A directory in the home of the user that no earlier run has written to. */
    static String usual(Instant started, ZoneId zone) {
        return Path.of(System.getProperty("user.home", "/"), "recovered-" + MINUTE.format(started.atZone(zone)))
                .toAbsolutePath()
                .toString();
    }

    /** The path in a text; the empty one, which a plan refuses, when it is none. */
    static Path path(String text) {
        try {
            return Path.of(text.strip());
        } catch (InvalidPathException _) {
            return NONE;
        }
    }

    /** The directory of a member in another one; the empty path when there is none. */
    static Path in(String directory, String name) {
        Path parent = path(directory);
        return parent.equals(NONE) || path(name).equals(NONE) ? parent : parent.resolve(path(name + ".etcd"));
    }
}
