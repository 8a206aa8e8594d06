package org.etcdrecovery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.terminal.Terminal;
import org.etcdrecovery.cli.verb.Session;
import org.etcdrecovery.core.progress.Cancellation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The verb on the log of a restored member; core tests cover what servers write. */
class WalDumpTest {
    /** The records of the log before its zeros: 4 small ones and the entry of the member. */
    private static final int RECORDS = 6;

    @TempDir
    private Path directory;

    private Path member;

    @BeforeEach
    void restore() throws IOException {
        Snapshots.copyTo(directory);
        assertThat(
                Run.of("restore", directory.resolve(Snapshots.OF_3_6), "--member", "m1=http://127.0.0.1:2380", "--out",
                        directory).code())
                .isZero();
        member = directory.resolve("m1.etcd");
    }

    @Test
    void printsEveryRecord() {
        for (Path path : new Path[]{member, member.resolve("member/wal"), segment()}) {
            Run run = Run.of("wal", "dump", path);

            assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
            assertThat(run.out()).contains(segment().toString(), "metadata  member ", "entry     add ", "m1",
                    "state     committed up to 1, voted for ", "snapshot  nothing saved elsewhere yet")
                    .endsWith(RECORDS + " records, 1 entry\n");
            assertThat(run.err()).isEmpty();
        }
    }

    @Test
    void printsOneJsonDocument() {
        JsonNode json = JsonMapper.shared().readTree(Run.of("wal", "dump", member, "-w", "json").out());

        assertThat(json.path("formatVersion").asInt()).isEqualTo(1);
        assertThat(json.path("records").size()).isEqualTo(RECORDS);
        assertThat(json.path("recordCount").asInt()).isEqualTo(RECORDS);
        JsonNode entry = json.path("records").get(3);
        assertThat(entry.path("type").asString()).isEqualTo("entry");
        assertThat(entry.path("kind").asString()).isEqualTo("membership");
        assertThat(entry.path("standing").asString()).isEqualTo("sound");
        assertThat(entry.path("index").asLong()).isEqualTo(1);
    }

    @Test
    void marksWhatIsBehindDamage() throws IOException {
        byte[] bytes = Files.readAllBytes(segment());
        Arrays.fill(bytes, 0x38, 0x50, (byte) 0);
        Files.write(segment(), bytes);

        Run run = Run.of("wal", "dump", member);

        assertThat(run.code()).isEqualTo(ExitCode.WITH_CARE);
        assertThat(run.out()).contains("Behind damage: these records can be read and never be applied",
                "?        1          1  entry ", "!        1             state ", "rescue.log-damaged",
                " 3 records behind damage");
        JsonNode json = JsonMapper.shared().readTree(Run.of("wal", "dump", member, "-w", "json").out());
        assertThat(json.path("behindDamageCount").asInt()).isEqualTo(3);
        assertThat(json.path("records").get(2).path("standing").asString()).isEqualTo("unproven");
        assertThat(json.path("records").get(3).path("standing").asString()).isEqualTo("behindDamage");
        assertThat(json.path("findings").size()).isEqualTo(1);
    }

    @Test
    void anEmptyLogIsStillADocument() throws IOException {
        Files.write(segment(), new byte[64]);

        JsonNode json = JsonMapper.shared().readTree(Run.of("wal", "dump", member, "-w", "json").out());

        assertThat(json.path("records").size()).isZero();
    }

    @Test
    void saysWhatIsNoLog() throws IOException {
        Path empty = Files.createDirectory(directory.resolve("empty"));

        assertThat(Run.of("wal", "dump", empty).err()).contains("an empty directory").doesNotContain("Exception");
        assertThat(Run.of("wal", "dump", empty).code()).isEqualTo(ExitCode.NOT_RESTORABLE);
        assertThat(Run.of("wal", "dump").code()).isEqualTo(ExitCode.USAGE);
        assertThat(Run.of("wal", "dump", member, member).code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aLogThatCannotBeOpenedIsOneDocumentThatSaysSo() {
        Run run = Run.of("wal", "dump", directory.resolve("absent"), "-w", "json");

        JsonNode json = onlyDocument(run);
        assertThat(json.path("failure").path("exitCode").asInt()).isEqualTo(run.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(json.has("records")).isFalse();
    }

    @Test
    void aDumpThatEndsEarlyIsOneDocumentWithTheRecordsUpToThere() {
        Cancellation cancellation = new Cancellation();
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        PrintWriter stopping = new PrintWriter(out) {
            @Override
            public void write(String text, int start, int length) {
                super.write(text, start, length);
                cancellation.cancel();
            }
        };
        int code = Main.run(
                new Session(Terminal.ofWriters(stopping, new PrintWriter(err)), cancellation, Map.of()), "wal",
                "dump", member.toString(), "-w", "json");

        JsonNode json = onlyDocument(new Run(code, out.toString(), err.toString()));
        assertThat(code).isEqualTo(ExitCode.CANCELLED);
        assertThat(json.path("formatVersion").asInt()).isEqualTo(1);
        assertThat(json.path("records").isEmpty()).isFalse();
        assertThat(json.path("failure").path("exitCode").asInt()).isEqualTo(code);
        assertThat(json.has("recordCount")).isFalse();
    }

    private static JsonNode onlyDocument(Run run) {
        try (var parser = JsonMapper.shared().createParser(run.out())) {
            JsonNode json = parser.readValueAsTree();
            assertThat(parser.nextToken()).as("%s", run).isNull();
            return json;
        }
    }

    private Path segment() {
        return member.resolve("member/wal/0000000000000000-0000000000000000.wal");
    }
}
