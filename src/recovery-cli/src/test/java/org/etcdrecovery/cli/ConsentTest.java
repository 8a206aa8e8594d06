package org.etcdrecovery.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What needs the operator's consent: refused with a code, accepted only with that code, and recorded. */
class ConsentTest {
    private static final int HASH = 32;

    @TempDir
    private Path directory;

    private Path file;
    private Path out;

    @BeforeEach
    void place() throws IOException {
        file = Files.write(directory.resolve("snapshot.db"), withoutHash());
        out = directory.resolve("out");
    }

    /** A snapshot like a copy of the database file: nothing follows the image. */
    static byte[] withoutHash() throws IOException {
        byte[] bytes = Snapshots.bytes(Snapshots.OF_3_6);
        return Arrays.copyOf(bytes, bytes.length - HASH);
    }

    static byte[] withWrongHash() throws IOException {
        byte[] bytes = Snapshots.bytes(Snapshots.OF_3_6);
        bytes[bytes.length - 1] ^= 1;
        return bytes;
    }

    @ParameterizedTest
    @CsvSource({"plan,hash.missing", "restore,hash.missing", "plan,hash.wrong", "restore,hash.wrong"})
    void isRefusedAndNamesTheCode(String verb, String code) throws IOException {
        write(code);

        Run run = run(verb);

        assertThat(run.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).contains("(" + code + ")", "--accept " + code + "\n");
        assertThat(run.out()).isEmpty();
        assertThat(out).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"hash.missing", "hash.wrong"})
    void theCodeOfAnotherProblemIsNoConsent(String code) throws IOException {
        write(code);
        String other = code.equals("hash.wrong") ? "hash.missing" : "hash.wrong";

        assertThat(run("plan", "--accept", other).code()).isEqualTo(ExitCode.REFUSED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"hash.missing | --accept=hash.missing", "hash.wrong | --accept=hash.wrong",
            "hash.missing | --accept=hash.wrong,hash.missing", "hash.missing | --skip-hash-check",
            "hash.wrong | --skip-hash-check"})
    void isWrittenIntoPlanAndReport(String code, String option) throws IOException {
        write(code);
        Path report = directory.resolve("report.json");

        JsonNode plan = json(run("plan", option).out());
        Run run = run("restore", option, "--report", report.toString());

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.err()).contains("warning: ", "(" + code + ")").doesNotContain("--accept");
        assertThat(texts(plan.path("accepted"))).containsExactly(code);
        assertThat(plan.path("skipHashCheck").asBoolean()).isTrue();
        JsonNode filed = json(Files.readString(report));
        assertThat(texts(filed.path("plan").path("accepted"))).containsExactly(code);
        assertThat(texts(filed.path("consents"))).singleElement().asString().contains("(" + code + ")");
    }

    @Test
    void thePlanCarriesItToTheRestore() throws IOException {
        Path plan = Files.writeString(directory.resolve("plan.json"), run("plan", "--accept", "hash.missing").out());
        Path report = directory.resolve("report.json");

        assertThat(Run.of("restore", "--plan", plan, "--report", report).code()).isEqualTo(ExitCode.OK);

        assertThat(texts(json(Files.readString(report)).path("consents"))).hasSize(1);
        assertThat(Run.of("restore", "--plan", plan, "--accept", "hash.missing").err())
                .contains("--plan includes everything");
    }

    @Test
    void aConsentThatIsNotNeededIsNotWrittenDown() throws IOException {
        Files.write(file, Snapshots.bytes(Snapshots.OF_3_6));

        JsonNode plan = json(run("plan", "--skip-hash-check").out());

        assertThat(plan.has("accepted")).isFalse();
        assertThat(plan.path("skipHashCheck").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"keyspace.revision-gap", "hash", "", "hash.missing,", "HASH_MISSING"})
    void whatCannotBeAcceptedIsWrongUsage(String code) {
        for (String verb : List.of("plan", "restore")) {
            Run run = run(verb, "--accept=" + code);

            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).contains("--accept takes hash.missing, hash.wrong");
            assertThat(out).doesNotExist();
        }
    }

    /** The member names are wrong as well; that comes first, because it is in the arguments. */
    @Test
    void wrongUsageGoesBeforeAMissingConsent() {
        Run run = Run.of("plan", file, "--member", "m1=http://h:1", "--member", "m1=http://i:1", "--out", out);

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("plan.name-twice", "--accept hash.missing");
    }

    /** The arguments are right, and other releases start from it. */
    @ParameterizedTest
    @ValueSource(strings = {"plan", "restore"})
    void whatTheSnapshotAloneRefusesIsNoWrongUsage(String verb) throws IOException {
        file = EtcdFile.usual().record("cluster", "clusterVersion", "3.x.0".getBytes(US_ASCII)).writeTo(directory);

        Run run = run(verb, "--skip-hash-check", "--etcd-version", "3.6");

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).contains("(plan.record-refused)").doesNotContain("--accept");
        assertThat(run(verb, "--skip-hash-check", "--etcd-version", "3.5").code()).isEqualTo(ExitCode.OK);
    }

    @Test
    void planTakesTheFormThatItHas() {
        assertThat(run("plan", "-w", "json", "--skip-hash-check").code()).isEqualTo(ExitCode.OK);
        assertThat(run("plan", "-w", "text", "--skip-hash-check").code()).isEqualTo(ExitCode.USAGE);
    }

    private void write(String code) throws IOException {
        Files.write(file, code.equals("hash.wrong") ? withWrongHash() : withoutHash());
    }

    private Run run(String verb, String... options) {
        return Run.of(Stream.concat(Stream.of(verb, file, "--member", "m1=http://127.0.0.1:2380", "--out", out),
                Stream.of(options)).toArray());
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
