package org.etcdrecovery.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.etcdrecovery.console.settings.Places;
import org.etcdrecovery.console.settings.SampleSnapshot;
import org.etcdrecovery.console.settings.Settings;
import org.etcdrecovery.console.settings.SettingsFile;
import org.etcdrecovery.core.files.RunLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Only the owner can read what the console saves, even if the umask takes nothing away. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "no umask")
class OwnerOnlyTest {
    @TempDir
    Path directory;

    @Test
    void theUmaskDoesNotMatter() throws Exception {
        Path home = directory.resolve("new/home");
        Process child = new ProcessBuilder("sh", "-c", "umask 000; exec \"$@\"", "sh",
                ProcessHandle.current().info().command().orElseThrow(), "-cp", System.getProperty("java.class.path"),
                Keeper.class.getName(), home.toString()).inheritIO().start();
        assertThat(child.waitFor()).isZero();
        assertThat(home.resolve("logs/console-0.log")).content().contains("something happened");
        assertThat(home.resolve("settings.json")).exists();
        try (Stream<Path> all = Files.walk(directory.resolve("new"))) {
            List<Path> kept = all.toList();
            assertThat(kept).hasSize(7)
                    .allSatisfy(path -> assertThat(mode(path)).as(path.toString())
                            .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    /** Writes everything that a console saves. */
    static final class Keeper {
        private Keeper() {}

        public static void main(String[] arguments) throws IOException {
            Places places = Places.in(Path.of(arguments[0]));
            LogFile.open(places.logs());
            Logger.getLogger("test").warning("something happened");
            new SettingsFile(places.settings()).save(Settings.DEFAULT);
            SampleSnapshot.unpack(places.sample());
            RunLock.take(places.lock()).close();
        }
    }
}
