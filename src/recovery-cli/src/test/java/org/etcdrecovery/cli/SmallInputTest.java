package org.etcdrecovery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.core.testing.SpecialFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong files where a small file is expected: each is described, none is waited for or read into memory. */
@Timeout(60)
class SmallInputTest {
    private static final Path FILE = Path.of("FILE");

    @TempDir
    private Path directory;

    /** Every option that names a small file, with {@link #FILE} as its value. */
    static Stream<List<Object>> options() {
        return Stream.of(List.of("restore", "--plan", FILE), List.of("cluster", "prove", "--plan", FILE),
                List.of("endpoint", "status", "--endpoints", "127.0.0.1:1", "--user", "root", "--password-file", FILE),
                List.of("endpoint", "status", "--endpoints", "127.0.0.1:1", "--cacert", FILE),
                List.of("endpoint", "status", "--endpoints", "127.0.0.1:1", "--cert", FILE, "--key", FILE));
    }

    @ParameterizedTest
    @MethodSource("options")
    void whatIsNoFileIsNotOpened(List<Object> options) throws IOException {
        Path fifo = SpecialFile.FIFO.at(directory.resolve("fifo"));
        assertThat(said(options, fifo)).contains(fifo.toString(), "FIFO", "regular file");
        assertThat(said(options, directory)).contains(directory + ": a directory");
        Path missing = directory.resolve("missing");
        assertThat(said(options, missing)).contains(missing.toString());
    }

    @ParameterizedTest
    @MethodSource("options")
    void aLargeFileIsNotRead(List<Object> options) throws IOException {
        Path large = directory.resolve("large");
        try (RandomAccessFile sparse = new RandomAccessFile(large.toFile(), "rw")) {
            sparse.setLength(1L << 40);
        }
        assertThat(said(options, large)).contains(large.toString(), "too large");
    }

    private static String said(List<Object> options, Path file) {
        Run run = Run.of(options.stream().map(each -> FILE.equals(each) ? file : each).toArray());
        assertThat(run.code()).isNotZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).doesNotContain("fault of the program", "Exception");
        return run.err();
    }

    @ParameterizedTest
    @EnumSource
    void aReportIsNotWrittenToASpecialFile(SpecialFile special) throws IOException {
        Path file = Files.write(directory.resolve("snapshot.db"), Snapshots.bytes(Snapshots.OF_3_6));
        Path report = special.at(directory.resolve("report.json"));
        Object before = SpecialFile.identity(report);
        Run run = Run.of("restore", file, "--out", directory.resolve("out"), "--member", "m1=http://127.0.0.1:1",
                "--report", report);
        assertThat(run.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).contains(report.toString(), special.words());
        assertThat(SpecialFile.identity(report)).isEqualTo(before);
        assertThat(directory.resolve("out")).doesNotExist();
    }

    @Test
    void aPasswordFileCountsMoreThanTheEnvironment() throws IOException {
        Path file = directory.resolve("no-password");
        Files.createFile(file);
        // Only the file matters; the environment is ignored.
        for (Map<String, String> environment : List.of(Map.of("ETCDCTL_PASSWORD", "other"),
                Map.of("ETCDCTL_USER", "root:other"),
                Map.of("ETCDCTL_USER", "root:other", "ETCDCTL_PASSWORD", "other"))) {
            List<String> user = environment.containsKey("ETCDCTL_USER") ? List.of() : List.of("--user", "root");
            Run run = Run.of(environment, Stream.concat(
                    Stream.of("endpoint", "status", "--endpoints", "127.0.0.1:1", "--password-file", file),
                    user.stream()).toArray());
            assertThat(run.err()).as(environment.toString()).contains(file + " holds no password");
        }
    }
}
