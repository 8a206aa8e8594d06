package org.etcdrecovery.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the training in a JVM of its own, as the build of a package does. */
class AotTrainingTest {
    @TempDir
    Path home;

    /** What it cannot find it would leave out, and each start would be slower without a word. */
    @Test
    void visitsAllThatItNames() throws IOException, InterruptedException {
        Path said = home.resolve("said");
        Process training = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dglass.platform=Headless", "-Dprism.order=sw", "--enable-native-access=ALL-UNNAMED", "-cp",
                System.getProperty("java.class.path"), AotTraining.class.getName(),
                Files.createDirectory(home.resolve("places")).toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertThat(training.waitFor(3, TimeUnit.MINUTES)).isTrue();
            assertThat(training.exitValue()).as(Files.readString(said)).isZero();
        } finally {
            training.destroyForcibly();
        }
    }
}
