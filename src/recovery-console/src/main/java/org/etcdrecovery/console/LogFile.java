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
 * The log: a few rotating files that only their owner can read. The console never logs what a user typed, and the
 * libraries log warnings and above only, so no endpoint with a password and no header gets into the log.
 */
final class LogFile {
    private static final int BYTES = 1_000_000;
    private static final int FILES = 3;

    /**
     * Kept in a field, because a logger without a reference loses its level. For each Unix socket, Netty warns of an option
     * that gRPC sets for TCP only.
     */
    private static final Logger NETTY_LOGGER = Logger.getLogger("io.netty.bootstrap");

    private LogFile() {}

    /** Logs into this directory from now on, or to stderr if it cannot be written. */
    static void open(Path directory) {
        Logger root = Logger.getLogger("");
        try {
            Handler file = new FlushingHandler(RotatingFile.open(directory, "console", BYTES, FILES));
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
        // At each start, JavaFX warns that it is not on the module path.
        Logger.getLogger("javafx").setLevel(Level.SEVERE);
        NETTY_LOGGER.setLevel(Level.SEVERE);
    }

    /** Flushes each record before the call that logs it returns. */
    private static final class FlushingHandler extends StreamHandler {
        FlushingHandler(RotatingFile file) {
            super(file, new LogFormatter());
        }

        @Override
        public void publish(LogRecord logged) {
            super.publish(logged);
            flush();
        }
    }
}
