package org.etcdrecovery.console.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.etcdrecovery.core.files.SmallFile;

/** Files about a process in {@code /proc}, where there is one. */
final class ProcFile {
    private static final int LIMIT = 1 << 20;

    private ProcFile() {}

    /** The text of a file; empty if there is no such process any more, or on a system without {@code /proc}. */
    static Optional<String> text(long pid, String name) {
        try {
            // Not a strict decoder: an argument may be a path of any bytes.
            return Optional.of(new String(SmallFile.read(Path.of("/proc", String.valueOf(pid), name), LIMIT, name),
                    StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
