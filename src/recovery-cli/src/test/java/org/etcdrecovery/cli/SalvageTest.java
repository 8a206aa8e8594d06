package org.etcdrecovery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code snapshot salvage} says what is lost, writes nothing without consent, and then a sound snapshot. */
class SalvageTest {
    @TempDir
    Path directory;

    private Path file;
    private Path out;

    @BeforeEach
    void damage() throws IOException {
        byte[] damaged = Snapshots.bytes(Snapshots.OF_3_6);
        Arrays.fill(damaged, 0, 80, (byte) 0);
        file = Files.write(directory.resolve("damaged.db"), damaged);
        out = directory.resolve("salvaged.db");
    }

    @Test
    void saysWhatIsLostAndWritesNothing() throws IOException {
        Run run = Run.of("snapshot", "salvage", file);

        assertThat(run.code()).isEqualTo(ExitCode.WITH_CARE);
        assertThat(run.out()).contains("One of the two meta pages cannot be read", "(salvage.meta-lost)",
                "of the keyspace read, the last of revision 8");
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void isRefusedWithoutConsent() {
        Run run = Run.of("snapshot", "salvage", file, "--out", out);

        assertThat(run.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).contains("--accept salvage.meta-lost,salvage.unproven");
        assertThat(out).doesNotExist();
        assertThat(Run.of("snapshot", "salvage", file, "--out", out, "-w", "json").out())
                .contains("\"code\" : \"salvage.refused\"");
        assertThat(Run.of("snapshot", "salvage", file, "--accept", "hash.missing").code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void writesASoundSnapshot() {
        Run run = Run.of("snapshot", "salvage", file, "--out", out, "--accept", "salvage.meta-lost", "--accept",
                "salvage.unproven");

        assertThat(run.code()).isEqualTo(ExitCode.WITH_CARE);
        assertThat(run.out()).endsWith(out + ": RESTORABLE WITH CARE\n");
        Run later = Run.of("snapshot", "verify", out);
        assertThat(later.code()).isEqualTo(ExitCode.WITH_CARE);
        assertThat(later.out()).contains("Made      salvaged from " + file, "(origin.incomplete)");
        assertThat(Run.of("snapshot", "salvage", out, "--out", directory.resolve("again.db")).err())
                .contains("the whole file reads");
        assertThat(Run.of("snapshot", "salvage", file, "--out", out, "--accept",
                "salvage.meta-lost,salvage.unproven").code()).as("the name is taken").isEqualTo(ExitCode.REFUSED);
    }
}
