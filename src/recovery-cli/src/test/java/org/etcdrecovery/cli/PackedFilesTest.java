package org.etcdrecovery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.core.testing.Packers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every verb that reads a snapshot takes a packed one, and leaves nothing in scratch. */
@Timeout(180)
class PackedFilesTest {
    private static final String MEMBER = "m1=http://127.0.0.1:2380";

    @TempDir
    private Path directory;

    private Path scratch;

    @BeforeEach
    void places() throws IOException {
        Snapshots.copyTo(directory);
        scratch = Files.createDirectory(directory.resolve("scratch"));
        Packers.run(directory, "zip tar gzip",
                "cp " + Snapshots.OF_3_6 + " a.db && cp a.db b.db && echo something else altogether > note"
                        + " && zip -q one.zip a.db note && tar -czf two.tgz a.db b.db && gzip -c note > none.gz"
                        + " && head -c 500 one.zip > cut.zip");
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        try (Stream<Path> left = Files.list(scratch)) {
            assertThat(left).isEmpty();
        }
    }

    static List<Arguments> verbs() {
        return List.of(Arguments.of(List.of("snapshot", "status"), List.of(), false),
                Arguments.of(List.of("hashkv"), List.of("-w", "json"), false),
                Arguments.of(List.of("snapshot", "verify"), List.of("-w", "json"), true),
                Arguments.of(List.of("snapshot", "salvage"), List.of(), true),
                Arguments.of(List.of("snapshot", "prepare"), List.of("--bump-revision", "1000", "--mark-compacted",
                        "--out", "DIR/prepared"), true),
                Arguments.of(List.of("snapshot", "get"), List.of("a"), true),
                Arguments.of(List.of("snapshot", "history"), List.of("a"), true),
                Arguments.of(List.of("snapshot", "search"), List.of("5"), true),
                Arguments.of(List.of("snapshot", "keys"), List.of(), true),
                Arguments.of(List.of("snapshot", "top"), List.of(), true),
                Arguments.of(List.of("snapshot", "kubernetes"), List.of(), true),
                Arguments.of(List.of("snapshot", "export"), List.of("--out", "DIR/exported"), true),
                Arguments.of(List.of("snapshot", "members"), List.of(), true),
                Arguments.of(List.of("snapshot", "leases"), List.of("--keys"), true),
                Arguments.of(List.of("snapshot", "users"), List.of(), true),
                Arguments.of(List.of("snapshot", "buckets"), List.of(), true),
                Arguments.of(List.of("snapshot", "pages"), List.of(), true),
                Arguments.of(List.of("plan"), List.of("--member", MEMBER, "--token", "t", "--out", "DIR/plan"), true),
                Arguments.of(List.of("restore"), List.of("--member", MEMBER, "--token", "t", "--out", "DIR/out"), true),
                Arguments.of(List.of("snapshot", "restore"), List.of("--data-dir", "DIR/etcdutl"), false));
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void takesPackedSnapshots(List<String> verb, List<String> options, boolean own) {
        Run plain = run(verb, options, "a.db");
        Run packed = run(verb, replaced(options, "packed"), "one.zip");

        assertThat(packed.code()).as("%s", packed).isEqualTo(plain.code());
        if (options.isEmpty() || verb.contains("hashkv") || verb.contains("get")) {
            assertThat(packed.out().replace("one.zip", "a.db")).isEqualTo(plain.out());
        }
        Run chosen = run(verb,
                Stream.concat(replaced(options, "chosen").stream(), Stream.of("--entry", "b.db")).toList(),
                "two.tgz");
        assertThat(chosen.code()).as("%s", chosen).isEqualTo(plain.code());
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void refusesWhatHoldsNoSnapshot(List<String> verb, List<String> options, boolean own) {
        for (String[] refused : new String[][]{{"two.tgz", "--entry a.db"}, {"none.gz", "text that begins with"},
                {"cut.zip", "damaged or cut off"}}) {
            Run run = run(verb, options, refused[0]);
            assertThat(run.code()).as("%s", run).isEqualTo(own ? ExitCode.NOT_RESTORABLE : ExitCode.ETCD_FAILED);
            assertThat(run.out() + run.err()).contains(refused[1]);
            if (!own) {
                assertThat(run.err()).contains("Error: ");
            }
        }
        assertThat(directory.resolve("out")).doesNotExist();
        assertThat(directory.resolve("etcdutl")).doesNotExist();
    }

    @Test
    void aPackedSnapshotIsComparedWithAPlainOne() {
        Run run = run(List.of("snapshot", "diff"), List.of(directory.resolve("a.db").toString()), "one.zip");

        assertThat(run.code()).as("%s", run).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("No key differs, 3 are equal.");
    }

    @Test
    void theCodeOfAFailureIsThatOfWhatIsWrongWithTheArchive() {
        Run several = run(List.of("plan"), List.of("--member", MEMBER, "--out", directory + "/out", "-w", "json"),
                "two.tgz");
        assertThat(several.code()).isEqualTo(ExitCode.NOT_RESTORABLE);
        assertThat(several.out()).contains("\"code\" : \"packed.several-snapshots\",\n    \"exitCode\"");
        assertThat(run(List.of("plan"), List.of("--member", MEMBER, "--out", directory + "/out", "-w", "json"),
                "cut.zip").out()).contains("\"code\" : \"packed.damaged\",\n    \"exitCode\"");
    }

    /** A byte in the middle is changed; each library words that in its own way. */
    @ParameterizedTest
    @ValueSource(strings = {"gzip -c a.db", "bzip2 -c a.db", "xz -c a.db", "zstd -qc a.db", "tar -cf - a.db | gzip -c"})
    void damageIsNotDescribedInTheWordsOfALibrary(String packer) throws IOException {
        Packers.run(directory, "tar gzip bzip2 xz zstd", packer + " > bad");
        Path file = directory.resolve("bad");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= (byte) 0xFF;
        Files.write(file, bytes);

        Run run = Run.of("snapshot", "verify", file);

        assertThat(run.code()).isEqualTo(ExitCode.NOT_RESTORABLE);
        assertThat(run.out()).contains("The packed file is damaged or cut off: its data cannot be unpacked");
    }

    @Test
    void aPlanHoldsForThePackedFileItWasMadeFrom() throws IOException {
        List<String> options = List.of("--member", MEMBER, "--token", "t", "--out", directory + "/out");
        Run plan = run(List.of("plan"), Stream.concat(options.stream(), Stream.of("--entry", "b.db")).toList(),
                "two.tgz");
        Path file = Files.writeString(directory.resolve("plan.json"), plan.out());
        assertThat(plan.out()).contains("\"entry\" : \"b.db\"", "\"packedSha256\"");

        Path packed = directory.resolve("two.tgz");
        byte[] original = Files.readAllBytes(packed);
        Packers.run(directory, "tar gzip", "tar -cf - b.db | gzip -1 > two.tgz");
        Run changed = run(List.of("restore", "--plan", file.toString()), List.of(), "");
        assertThat(changed.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(changed.err()).contains("is not the file that the plan was made for", "of the packed file");
        assertThat(directory.resolve("out/m1.etcd")).doesNotExist();

        Files.write(packed, original);
        Run restored = run(List.of("restore", "--plan", file.toString()), List.of(), "");
        assertThat(restored.code()).as("%s", restored).isEqualTo(ExitCode.OK);
        assertThat(directory.resolve("out/m1.etcd/member/snap/db")).exists();
        Run entry = run(List.of("restore", "--plan", file.toString()), List.of("--entry", "a.db"), "");
        assertThat(entry.code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void theEnvironmentNamesScratchToo() throws IOException {
        Path missing = directory.resolve("missing");
        Run run = Run.of(Map.of("RECOVERY_SCRATCH", missing.toString()), "snapshot", "verify",
                directory.resolve("one.zip"));
        assertThat(run.code()).isEqualTo(ExitCode.NOT_TRIED);
        assertThat(run.err()).contains(missing + " does not exist", "(scratch.unusable)");
        assertThat(Run.of(Map.of("RECOVERY_SCRATCH", missing.toString()), "snapshot", "verify",
                directory.resolve("a.db")).code()).isEqualTo(ExitCode.OK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "KILL"})
    void aSignalLeavesNothingForLong(String signal) throws Exception {
        Packers.run(directory, "gzip", "(cat a.db; head -c 900000000 /dev/zero) | gzip -1 > large.gz");
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-cp",
                System.getProperty("java.class.path"), Main.class.getName(), "snapshot", "verify",
                directory.resolve("large.gz").toString(), "--scratch", scratch.toString()).start();
        try {
            while (size(scratch) < 1 << 20) {
                assertThat(process.isAlive()).as("ended before it was killed").isTrue();
                Thread.onSpinWait();
            }
            new ProcessBuilder("/bin/kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        if (signal.equals("KILL")) {
            assertThat(size(scratch)).isPositive();
            run(List.of("snapshot", "status"), List.of(), "a.db");
        }
    }

    private static long size(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static List<String> replaced(List<String> options, String name) {
        return options.stream().map(option -> option.startsWith("DIR/") ? option + "-" + name : option).toList();
    }

    private Run run(List<String> verb, List<String> options, String file) {
        Stream<String> named = file.isEmpty() ? Stream.of() : Stream.of(directory.resolve(file).toString());
        return Run.of(Stream.of(verb.stream(), named,
                options.stream().map(option -> option.replace("DIR/", directory + "/")),
                Stream.of("--scratch", scratch.toString())).flatMap(each -> each).toArray());
    }
}
