package org.etcdrecovery.core.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Even with a umask of 0, only the owner has access. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "no umask")
class UmaskTest {
    @TempDir
    Path directory;

    @Test
    void theUmaskDoesNotMatter() throws Exception {
        Path log = Files.createDirectories(directory.resolve("old")).resolve("log-0.log");
        Files.writeString(log, "from an earlier edition");
        Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("rw-r--r--"));
        Process child = new ProcessBuilder("sh", "-c", "umask 000; exec \"$@\"", "sh",
                ProcessHandle.current().info().command().orElseThrow(), "-cp", System.getProperty("java.class.path"),
                Writer.class.getName(), directory.toString()).inheritIO().start();
        assertThat(child.waitFor()).isZero();
        assertThat(mode("a")).isEqualTo("rwx------");
        assertThat(mode("a/b")).isEqualTo("rwx------");
        assertThat(mode("a/b/file")).isEqualTo("rw-------");
        assertThat(mode("a/b/fresh")).isEqualTo("rw-------");
        assertThat(mode("logs")).isEqualTo("rwx------");
        assertThat(mode("logs/log-0.log")).isEqualTo("rw-------");
        assertThat(mode("logs/log-1.log")).isEqualTo("rw-------");
        assertThat(directory.resolve("logs/log-2.log")).doesNotExist();
        assertThat(mode("old/log-0.log")).isEqualTo("rw-------");
    }

    private String mode(String path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(path)));
    }

    /** Writes one of each file and directory that only its owner may access. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) throws IOException {
            Path directory = Path.of(arguments[0]);
            Path made = directory.resolve("a/b");
            Directories.createMissing(made);
            AtomicFile.replace(made.resolve("file"), "text");
            try (AtomicFile fresh = AtomicFile.fresh(made.resolve("fresh"))) {
                fresh.publish();
            }
            for (String logs : new String[]{"logs", "old"}) {
                try (RotatingFile log = RotatingFile.open(directory.resolve(logs), "log", 20, 2)) {
                    for (int i = 0; i < 5; i++) {
                        log.write("a record of a log\n".getBytes(UTF_8));
                        log.flush();
                    }
                }
            }
        }
    }
}
