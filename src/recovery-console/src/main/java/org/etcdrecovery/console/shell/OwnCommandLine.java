package org.etcdrecovery.console.shell;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the program's own command line is, whose commands the console shows: it may not be on the {@code PATH}.
 *
 * @param program where it is; empty if that is unknown
 * @param found   whether shells find it
 */
record OwnCommandLine(Optional<Path> program, boolean found) {
    private static final String NAME = "etcd-recovery";

    /** As the start script says and the environment is, neither of which changes. */
    private static final class Here {
        static final OwnCommandLine LINE = of(Optional.ofNullable(System.getenv("PATH")).orElse(""),
                Optional.ofNullable(System.getProperty("recovery.command")).map(Path::of));
    }

    /** That of this process. */
    static OwnCommandLine here() {
        return Here.LINE;
    }

    static OwnCommandLine of(String searchPath, Optional<Path> program) {
        return new OwnCommandLine(program,
                Stream.of(searchPath.split(File.pathSeparator)).anyMatch(OwnCommandLine::isIn));
    }

    /**
     * The line that makes a shell find it.
     *
     * @param command the commands to run
     * @return empty if no command needs it, if shells find it already, or if it is unknown where it is
     */
    Optional<String> pathLine(String command) {
        boolean used = command.lines().anyMatch(line -> line.startsWith(NAME + " "));
        return used && !found ? program.map(Path::getParent).map(OwnCommandLine::export) : Optional.empty();
    }

    private static boolean isIn(String directory) {
        try {
            return !directory.isEmpty() && Files.isRegularFile(Path.of(directory, NAME));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static String export(Path directory) {
        return "export PATH=\"$PATH\":'" + directory.toString().replace("'", "'\\''") + "'";
    }
}
