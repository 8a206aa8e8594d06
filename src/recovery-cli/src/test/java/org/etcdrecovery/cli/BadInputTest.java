package org.etcdrecovery.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.terminal.Terminal;
import org.etcdrecovery.cli.verb.Session;
import org.etcdrecovery.core.progress.Cancellation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Input that operators give instead of an intact snapshot: every verb says what it is, and writes nothing. */
class BadInputTest {
    private static final int PAGE = 4096;
    private static final int HASH = 32;
    /** The offset of the meta in its page. */
    private static final int META = 16;
    private static final String OTHER_PROGRAM = "a bbolt file of another program";
    private static final Input ZEROES = new Input("zeroes", bytes -> new byte[bytes.length],
            "nothing but zeros");

    @TempDir
    private Path directory;

    private Path out;
    private Path file;

    @BeforeEach
    void place() {
        out = directory.resolve("out");
        file = directory.resolve("snapshot.db");
    }

    /** A class is missing, or the memory is not enough. */
    @Test
    void aFaultOfTheProgramIsADocumentToo() {
        StringWriter err = new StringWriter();
        StringWriter printed = new StringWriter() {
            private boolean failed;

            @Override
            public void write(String text, int offset, int length) {
                if (!failed) {
                    failed = true;
                    throw new NoClassDefFoundError("Gone");
                }
                super.write(text, offset, length);
            }
        };
        Session session = new Session(Terminal.ofWriters(new PrintWriter(printed), new PrintWriter(err)),
                new Cancellation(), Map.of());

        int code = Main.run(session, "rescue", "assess", directory.toString(), "-w", "json");

        JsonNode failure = JsonMapper.shared().readTree(printed.toString()).path("failure");
        assertThat(failure.path("code").asString()).isEqualTo("program.fault");
        assertThat(failure.path("exitCode").asInt()).isEqualTo(code).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("NoClassDefFoundError");
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void verifySaysThatItCannotBeRestored(Input input) throws IOException {
        Run run = run(input, "snapshot", "verify", file);

        assertThat(run.code()).isEqualTo(ExitCode.NOT_RESTORABLE);
        assertThat(run.out()).contains(input.words).containsAnyOf(": DAMAGED\n", ": NOT A SNAPSHOT\n");
        assertThat(run.err()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void verbsOfEtcdFailAsThatDoes(Input input) throws IOException {
        for (List<Object> verb : List.of(List.<Object>of("snapshot", "status", file), List.<Object>of("hashkv", file),
                List.<Object>of("snapshot", "restore", file, "--data-dir", out, "--skip-hash-check"))) {
            Run run = run(input, verb.toArray());

            // Of another program's file etcdutl prints a status, and so do we. It also prints a hash of nothing, after it
            // has created the bucket in that file; we refuse.
            if (!input.name.equals(OTHER_PROGRAM) || !verb.contains("status")) {
                assertThat(run.code()).as(verb + run.out()).isEqualTo(ExitCode.ETCD_FAILED);
                assertThat(run.err().lines()).as(run.err()).anyMatch(line -> line.startsWith("Error: "));
                assertThat(run.out()).isEmpty();
            } else {
                assertThat(run.code()).as(verb + run.err()).isEqualTo(ExitCode.OK);
                assertThat(run.out()).isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void planAndRestoreFailWithTheFindings(Input input) throws IOException {
        for (String verb : List.of("plan", "restore")) {
            Run run = run(input, verb, file, "--member", "m1=http://127.0.0.1:2380", "--out", out, "--skip-hash-check");

            assertThat(run.code()).isEqualTo(ExitCode.NOT_RESTORABLE);
            assertThat(run.err()).contains(input.words).contains("To do: ");
            assertThat(run.out()).isEmpty();
        }
    }

    @Test
    void aSaveThatDidNotEndIsNamed() throws IOException {
        file = directory.resolve("snapshot.db.0123abcd.part");

        assertThat(run(ZEROES, "snapshot", "verify", file).out())
                .contains("a save that is still running or was interrupted");
    }

    @Test
    void aMissingFileIsNamed() {
        Path missing = directory.resolve("missing.db");

        assertThat(Run.of("snapshot", "verify", missing)).isEqualTo(new Run(ExitCode.NOT_RESTORABLE, "",
                "etcd-recovery snapshot verify: " + missing
                        + ": there is no such file or directory (file.not-found)\n"));
        assertThat(Run.of("snapshot", "status", missing)).isEqualTo(
                new Run(ExitCode.ETCD_FAILED, "", "Error: stat " + missing + ": no such file or directory\n"));
        assertThat(Run.of("snapshot", "restore", missing, "--data-dir", out).err())
                .contains("Error: open " + missing + ": no such file or directory\n");
    }

    @Test
    void aDirectoryIsNoSnapshot() {
        assertThat(Run.of("snapshot", "verify", directory)).isEqualTo(new Run(ExitCode.NOT_RESTORABLE, "",
                "etcd-recovery snapshot verify: " + directory + " is a directory, not a file (file.not-usable)\n"));
        assertThat(Run.of("snapshot", "status", directory).code()).isEqualTo(ExitCode.ETCD_FAILED);
    }

    @Test
    void aWrongHashIsDamageAndRefused() throws IOException {
        Files.write(file, flip(Snapshots.bytes(Snapshots.OF_3_6), Snapshots.bytes(Snapshots.OF_3_6).length - 1));

        assertThat(Run.of("snapshot", "verify", file).code()).isEqualTo(ExitCode.NOT_RESTORABLE);
        Run run = Run.of("snapshot", "restore", file, "--data-dir", out);
        assertThat(run.code()).isEqualTo(ExitCode.ETCD_FAILED);
        assertThat(run.err()).containsPattern("Error: expected sha256 \\[[0-9 ]+], got \\[[0-9 ]+]\n");
        assertThat(out).doesNotExist();
    }

    @Test
    void aMissingHashIsCare() throws IOException {
        Files.write(file, ConsentTest.withoutHash());

        assertThat(Run.of("snapshot", "verify", file).code()).isEqualTo(ExitCode.WITH_CARE);
    }

    @Test
    void oneDamagedMetaPageIsCare() throws IOException {
        byte[] bytes = flip(Snapshots.bytes(Snapshots.OF_3_6), META);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - HASH));

        assertThat(Run.of("snapshot", "verify", file).code()).isEqualTo(ExitCode.WITH_CARE);
    }

    static Stream<Input> inputs() {
        return Stream.of(new Input("empty", bytes -> new byte[0], "empty"),
                new Input("one byte", bytes -> new byte[]{'x'}, "text that begins with"),
                new Input("shorter than a hash", bytes -> Arrays.copyOf(bytes, HASH - 1), "not"),
                new Input("as long as a hash", bytes -> Arrays.copyOf(bytes, HASH), "not"),
                cut("cut in the first meta page", 100), cut("cut before the second page", PAGE - 1),
                cut("cut behind the first page", PAGE), cut("cut behind the meta pages", 2 * PAGE),
                cut("cut at a page", 3 * PAGE), cut("cut within a page", 3 * PAGE + 1000),
                new Input("cut in the last page", bytes -> Arrays.copyOf(bytes, bytes.length - HASH - 1), "cut off"),
                new Input("a gzip file that is cut off", bytes -> half(gzip(bytes)), "cut off"),
                new Input("a ZIP archive that is cut off", bytes -> half(zip(bytes)), "cut off"),
                new Input("a tar archive with a wrong checksum", BadInputTest::tar, "checksum"),
                new Input("text", bytes -> "etcdserver: request timed out\n".getBytes(US_ASCII), "text"),
                new Input("both meta pages damaged", bytes -> flip(flip(bytes, META), PAGE + META),
                        "whose two meta pages are damaged"),
                new Input(OTHER_PROGRAM, bytes -> rehash(replace(bytes, "key", "kez")), "no bucket"),
                new Input("a page damaged", bytes -> flip(bytes, rootOf(bytes) * PAGE + 8), "page"), ZEROES);
    }

    private static Input cut(String name, int length) {
        return new Input(name, bytes -> Arrays.copyOf(bytes, length), "cut off");
    }

    /** What is wrong with an input, how to make a snapshot so, and what the verbs say about it. */
    record Input(String name, UnaryOperator<byte[]> change, String words) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Runs a verb on the input; in any case it prints no stack trace and leaves nothing behind. */
    private Run run(Input input, Object... arguments) throws IOException {
        Files.write(file, input.change.apply(Snapshots.bytes(Snapshots.OF_3_6)));

        Run run = Run.of(arguments);

        assertThat(run.err() + run.out()).doesNotContain("Exception", "\tat ", "fault of the program");
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).containsExactly(file);
        }
        return run;
    }

    private static byte[] flip(byte[] bytes, int at) {
        byte[] changed = bytes.clone();
        changed[at] ^= (byte) 0xFF;
        return changed;
    }

    /** The page of the root bucket, as the newer meta page names it; both are intact here. */
    private static int rootOf(byte[] bytes) {
        int newer = bytes[PAGE + META + 48] > bytes[META + 48] ? PAGE : 0;
        return Byte.toUnsignedInt(bytes[newer + META + 16]);
    }

    /** Replaces a name in the page of the root bucket. */
    private static byte[] replace(byte[] bytes, String name, String other) {
        int start = rootOf(bytes) * PAGE;
        String page = new String(bytes, start, PAGE, StandardCharsets.ISO_8859_1);
        byte[] changed = bytes.clone();
        int at = page.indexOf(name + '\0');
        System.arraycopy(other.getBytes(StandardCharsets.ISO_8859_1), 0, changed, start + at, other.length());
        return changed;
    }

    /** Appends the right hash to a changed image. */
    private static byte[] rehash(byte[] bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, 0, bytes.length - HASH);
            byte[] changed = bytes.clone();
            System.arraycopy(digest.digest(), 0, changed, bytes.length - HASH, HASH);
            return changed;
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] half(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length / 2);
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream stream = new GZIPOutputStream(packed)) {
            stream.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static byte[] zip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream stream = new ZipOutputStream(packed)) {
            stream.putNextEntry(new ZipEntry("snapshot.db"));
            stream.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** A POSIX tar header without a checksum, followed by the content. */
    private static byte[] tar(byte[] bytes) {
        byte[] archive = new byte[512 + bytes.length];
        System.arraycopy("snapshot.db".getBytes(US_ASCII), 0, archive, 0, 11);
        System.arraycopy("ustar".getBytes(US_ASCII), 0, archive, 257, 5);
        System.arraycopy(bytes, 0, archive, 512, bytes.length);
        return archive;
    }
}
