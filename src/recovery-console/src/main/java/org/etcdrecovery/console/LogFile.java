package org.etcdrecovery.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.ConsoleHandler;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Where the log goes: a few files that take turns. Nothing that a user typed is ever logged by this program, and the
 * libraries only speak up from warnings on, so that no endpoint with a password in it and no header can get there.
 */
final class LogFile {
    private static final int BYTES = 1_000_000;
    private static final int FILES = 3;

    private LogFile() {}

    /** Logs into this directory from now on; without one that can be written, to stderr. */
    static void open(Path directory) {
        Logger root = Logger.getLogger("");
        try {
            Files.createDirectories(directory);
            Handler file = new FileHandler(directory.resolve("console-%g.log").toString(), BYTES, FILES, true);
            file.setFormatter(new LogLines());
            for (Handler other : root.getHandlers()) {
                if (other instanceof ConsoleHandler) {
                    root.removeHandler(other);
                }
            }
            root.addHandler(file);
        } catch (IOException e) {
            root.log(Level.WARNING, "there is no log file", e);
        }
        root.setLevel(Level.WARNING);
        // It says at each start that it would rather be on the module path.
        Logger.getLogger("javafx").setLevel(Level.SEVERE);
    }
}
