package org.etcdrecovery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short command is fast only if it loads only what it needs. */
class StartUpTest {
    private static final Pattern HEAVY = Pattern
            .compile("jackson|com\\.google|io\\.(grpc|etcd|netty|vertx)|software\\.amazon|java\\.net\\.http");

    @TempDir
    private Path directory;

    @Test
    void statusLoadsNeitherJsonNorProtobufNorAnyClient() throws IOException, InterruptedException {
        assertThat(loadedByStatus()).anyMatch(line -> line.contains("org.etcdrecovery.cli.verb.SnapshotStatusCommand"))
                .noneMatch(line -> HEAVY.matcher(line).find());
    }

    /** picocli's factory looks for Groovy, and the JDK's exit for a logger: each through all jars of the class path. */
    @Test
    void statusSearchesTheClassPathForNothing() throws IOException, InterruptedException {
        assertThat(loadedByStatus()).noneMatch(line -> line.contains("picocli.CommandLine$DefaultFactory"))
                .noneMatch(line -> line.contains("jdk.internal.logger"));
    }

    /** As the start script passes on a closed stream. */
    @Test
    void aResultThatStandardOutputDoesNotTakeIsAFailure() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "no bash");
        Snapshots.copyTo(directory);

        Process process = start(List.of("/bin/bash", "-c", "exec \"$0\" \"$@\" 1</dev/null"), "-Xlog:disable",
                "snapshot",
                "verify", Snapshots.OF_3_6);

        assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("could not be written to standard output");
        assertThat(process.waitFor()).isEqualTo(ExitCode.FAILED);
    }

    private List<String> loadedByStatus() throws IOException, InterruptedException {
        Snapshots.copyTo(directory);
        Path loaded = directory.resolve("loaded");

        Process process = start("-Xlog:class+load:file=" + loaded, "snapshot", "status", Snapshots.OF_3_6);

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("fab085d3, 8, 3, 20 kB, 3.6.0\n");
        assertThat(process.waitFor()).isZero();
        return Files.readAllLines(loaded);
    }

    private Process start(String option, String... arguments) throws IOException {
        return start(List.of(), option, arguments);
    }

    private Process start(List<String> wrapper, String option, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(wrapper);
        command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin/java")
                .toString(), option, "-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).directory(directory.toFile()).start();
    }
}
