package org.etcdrecovery.console.shell;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the program's own command line is, whose commands the console shows: it may not be on the {@code PATH}. */
record OwnCommandLine(String searchPath, Optional<Path> program) {
    private static final String NAME = "etcd-recovery";

    /** As the start script says and the environment is. */
    static OwnCommandLine here() {
        return new OwnCommandLine(Optional.ofNullable(System.getenv("PATH")).orElse(""),
                Optional.ofNullable(System.getProperty("recovery.command")).map(Path::of));
    }

    /**
     * The line that makes a shell find it.
     *
     * @param command the commands to run
     * @return empty if no command needs it, if shells find it already, or if it is unknown where it is
     */
    Optional<String> pathLine(String command) {
        boolean used = command.lines().anyMatch(line -> line.startsWith(NAME + " "));
        return used && !isFound() ? program.map(Path::getParent).map(OwnCommandLine::export) : Optional.empty();
    }

    private boolean isFound() {
        return Stream.of(searchPath.split(File.pathSeparator)).anyMatch(OwnCommandLine::isIn);
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
