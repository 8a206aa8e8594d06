package org.etcdrecovery.core.rehearse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.etcdrecovery.core.keyspace.EtcdRelease;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EtcdProgramTest {
    private static final EtcdRelease V3_6 = EtcdRelease.parse("3.6").orElseThrow();

    @TempDir
    private Path directory;

    private Path program(String place, String script) throws IOException {
        Path program = Files.createDirectories(directory.resolve(place)).resolve("etcd");
        return executable(Files.writeString(program, "#!/bin/sh\n" + script + "\n"));
    }

    private static Path executable(Path program) {
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return program;
    }

    private static String prints(String version) {
        return "printf 'etcd Version: " + version + "\\nGit SHA: Not provided\\n'";
    }

    @Test
    void theFirstInPathWithThePlannedVersionIsTaken() throws IOException {
        program("broken", "exit 1");
        program("old", prints("3.5.35"));
        Path right = program("right", prints("3.6.16"));
        program("later", prints("3.6.17"));
        String path = "relative:" + directory.resolve("missing") + ":" + directory.resolve("broken") + ":"
                + directory.resolve("old") + ":" + directory.resolve("right") + ":" + directory.resolve("later");

        EtcdProgram found = EtcdProgram.find(V3_6, Map.of("PATH", path));

        assertThat(found).isEqualTo(new EtcdProgram(right, "3.6.16"));
    }

    /** What the tests of this project run is no etcd of the operator's. */
    @Test
    void nothingOutsideOfPathIsTaken() throws IOException {
        program("cache/etcd/3.6.16", prints("3.6.16"));
        program("named", prints("3.6.1"));
        Map<String, String> environment = Map.of("PATH", "", "RECOVERY_CONSOLE_CACHE",
                directory.resolve("cache").toString(), "ETCD_3_6", directory.resolve("named").toString());

        assertThatThrownBy(() -> EtcdProgram.find(V3_6, environment)).isInstanceOf(RehearsalException.class);
    }

    @Test
    void whatCannotBeRunIsNamedInPlainWords() throws IOException {
        Path text = Files.writeString(directory.resolve("text"), "no program");

        Map.of(text, "it may not be executed (chmod +x", directory, "it is a directory",
                directory.resolve("missing"), "there is no such file")
                .forEach((path, reason) -> assertThatThrownBy(() -> EtcdProgram.named(path, V3_6))
                        .hasMessageContaining(path + " cannot be run: " + reason)
                        .message()
                        .doesNotContain("error=", "Cannot run program"));
    }

    @Test
    void theReasonOfTheSystemIsQuotedAndNotGuessed() throws IOException {
        Path interpreted = executable(Files.writeString(directory.resolve("interpreted"), "#!/no/such/interpreter\n"));
        assertThatThrownBy(() -> EtcdProgram.named(interpreted, V3_6)).hasMessage(interpreted
                + " cannot be run: the system refuses to run it (No such file or directory). Choose an etcd binary.");

        Path busy = program("busy", prints("3.6.16"));
        try (OutputStream _ = Files.newOutputStream(busy, StandardOpenOption.APPEND)) {
            assertThatThrownBy(() -> EtcdProgram.named(busy, V3_6))
                    .hasMessageContaining("the system refuses to run it (Text file busy). ");
        }
    }

    @Test
    void whereThereIsNoneItSaysWhatThereIs() throws IOException {
        Path old = program("old", prints("3.5.35"));

        assertThatThrownBy(() -> EtcdProgram.find(V3_6, Map.of("PATH", directory.resolve("old").toString())))
                .isInstanceOfSatisfying(RehearsalException.class,
                        e -> assertThat(e.code()).isEqualTo("rehearse.no-etcd"))
                .hasMessage(
                        "No etcd 3.6 in PATH (" + old + " is 3.5.35). Choose an etcd 3.6 binary.");
    }

    @Test
    void anotherVersionIsRefusedWithWhatToDo() throws IOException {
        Path old = program("old", prints("3.5.35"));

        assertThatThrownBy(() -> EtcdProgram.named(old, V3_6))
                .isInstanceOfSatisfying(RehearsalException.class,
                        e -> assertThat(e.code()).isEqualTo("rehearse.other-version"))
                .hasMessageContaining("is etcd 3.5.35, but the plan is for etcd 3.6")
                .hasMessageContaining("make a plan for the version that will run");
    }

    @Test
    void whatIsNotEtcdIsRefused() throws IOException {
        Path endless = program("endless", "while :; do echo y; done");
        Path silent = program("silent", "exit 0");
        Path text = Files.writeString(directory.resolve("text"), "not a program");

        for (Path path : new Path[]{silent, text, directory, directory.resolve("missing"), endless}) {
            assertThatThrownBy(() -> EtcdProgram.named(path, V3_6)).as("%s", path)
                    .isInstanceOfSatisfying(RehearsalException.class,
                            e -> assertThat(e.code()).isEqualTo("rehearse.no-etcd"))
                    .hasMessageContaining("Choose an etcd binary.");
        }
    }
}
