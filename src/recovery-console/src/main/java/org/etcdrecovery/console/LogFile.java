package org.etcdrecovery.console;

import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import org.etcdrecovery.core.files.RotatingFile;

/**
 * Where the log goes: a few files that take turns. Nothing that a user typed is ever logged by this program, and the
 * libraries only speak up from warnings on, so that no endpoint with a password in it and no header can get there. The
 * files are for their owner alone.
 */
final class LogFile {
    private static final int BYTES = 1_000_000;
    private static final int FILES = 3;

    private LogFile() {}

    /** Logs into this directory from now on; without one that can be written, to stderr. */
    static void open(Path directory) {
        Logger root = Logger.getLogger("");
        try {
            Handler file = new Records(RotatingFile.open(directory, "console", BYTES, FILES));
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

    /** Each record is in the file when the call that logs it returns. */
    private static final class Records extends StreamHandler {
        Records(RotatingFile file) {
            super(file, new LogLines());
        }

        @Override
        public void publish(LogRecord logged) {
            super.publish(logged);
            flush();
        }
    }
}
