package org.etcdrecovery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.terminal.Terminal;
import org.etcdrecovery.cli.verb.Session;
import org.etcdrecovery.core.progress.Cancellation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** The verb on the sample snapshot, which an API server of Kubernetes 1.35 wrote. */
class SnapshotGetTest {
    private static final Path SAMPLE = Path.of("../../assets/sample/kubernetes.db").toAbsolutePath().normalize();
    private static final String ROLE = "/registry/roles/data/reader";
    private static final String SECRET = "/registry/secrets/data/s0";
    private static final String POD = "/registry/pods/data/p0";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"", "yaml"})
    void printsAnObjectAsYaml(String format) {
        Run run = format.isEmpty()
                ? Run.of("snapshot", "get", SAMPLE, ROLE)
                : Run.of("snapshot", "get", SAMPLE, ROLE, "-o", format);

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).matches("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: Role
                metadata:
                  annotations:
                    example.org/note: variant 1, “quoted” & <b>
                  creationTimestamp: "[0-9TZ:-]+"
                  labels:
                    app: reader
                    tier: batch
                  name: reader
                  namespace: data
                  resourceVersion: "\\d+"
                  uid: [0-9a-f-]+
                rules:
                - apiGroups:
                  - ""
                  resources:
                  - pods
                  verbs:
                  - get
                  - list
                """);
        assertThat(run.err()).isEmpty();
    }

    @Test
    void printsAnObjectAsJson() {
        Run run = Run.of("snapshot", "get", SAMPLE, ROLE, "-o", "json");

        assertThat(JsonMapper.shared().readTree(run.out()).path("metadata").path("name").asString())
                .isEqualTo("reader");
        assertThat(run.out()).doesNotContain("managedFields");
        assertThat(Run.of("snapshot", "get", SAMPLE, ROLE, "-o", "json", "--show-managed-fields").out())
                .contains("managedFields");
    }

    @Test
    void printsBytesAsTheyAreAndAsHex() {
        assertThat(Run.of("snapshot", "get", SAMPLE, ROLE, "-o", "raw").out()).startsWith("k8s\0\n");
        assertThat(Run.of("snapshot", "get", SAMPLE, ROLE, "-o", "hex").out()).startsWith("00000000  6b 38 73 00 0a ")
                .contains("  k8s··");
    }

    @Test
    void aSecretIsPrintedOnRequestOnly() {
        Run covered = Run.of("snapshot", "get", SAMPLE, SECRET);
        assertThat(covered.code()).isEqualTo(ExitCode.OK);
        assertThat(covered.out()).contains("name: s0", ": (hidden)\n");
        Run shown = Run.of("snapshot", "get", SAMPLE, SECRET, "--show-secrets");
        assertThat(shown.out()).contains("name: s0").doesNotContain("(hidden)");
        for (String format : new String[]{"raw", "hex"}) {
            Run refused = Run.of("snapshot", "get", SAMPLE, SECRET, "-o", format);
            assertThat(refused.code()).isEqualTo(ExitCode.REFUSED);
            assertThat(refused.out()).isEmpty();
            assertThat(refused.err()).contains("is a secret", "--show-secrets");
            assertThat(Run.of("snapshot", "get", SAMPLE, SECRET, "-o", format, "--show-secrets").out()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"/registry/none|1|has no key /registry/none",
            "/registry/pods/data/p0 --rev 99999|3|does not reach revision 99999: it ends at ",
            "/registry/pods/data/p0 --rev 0|64|--rev takes a revision", "/registry/pods/data/p0 --rev x|64|--rev takes",
            "/registry/pods/data/p0 -o xml|64|-o takes raw, json, yaml or hex", "a b|64|there are 3 arguments"})
    void saysWhyThereIsNoValue(String arguments, int code, String why) {
        Run run = Run.of(Stream.concat(Stream.of("snapshot", "get", SAMPLE), Arrays.stream(arguments.split(" ", -1)))
                .toArray());

        assertThat(run.code()).as(run.err()).isEqualTo(code);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(why);
    }

    @Test
    void aFileThatIsNoSnapshotCannotBeUsed() throws Exception {
        Path file = Files.writeString(directory.resolve("x"), "nothing");
        assertThat(Run.of("snapshot", "get", file, "a").code()).isEqualTo(ExitCode.NOT_RESTORABLE);
        assertThat(Run.of("snapshot", "get", directory.resolve("y"), "a").code()).isEqualTo(ExitCode.NOT_RESTORABLE);
    }

    @Test
    void otherValuesArePrintedAsTheyAre() throws Exception {
        Snapshots.copyTo(directory);
        Path file = directory.resolve(Snapshots.OF_3_6);
        Run raw = Run.of("snapshot", "get", file, "d");
        assertThat(raw.code()).as(raw.err()).isZero();
        assertThat(raw.out()).isEqualTo("4");
        assertThat(Run.of("snapshot", "get", file, "a").out()).isEqualTo("5");
        assertThat(Run.of("snapshot", "get", file, "a", "--rev", "7").out()).isEqualTo("2");
        assertThat(Run.of("snapshot", "get", file, "c", "--rev", "5").out()).isEqualTo("3");
        assertThat(Run.of("snapshot", "get", file, "c").code()).as("deleted").isEqualTo(ExitCode.WITH_CARE);
        Run compacted = Run.of("snapshot", "get", file, "a", "--rev", "2");
        assertThat(compacted.code()).isEqualTo(ExitCode.NOT_TRIED);
        assertThat(compacted.err()).contains("no longer knows revision 2: it is compacted up to 3");
        Run json = Run.of("snapshot", "get", file, "d", "-o", "json");
        assertThat(json.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(json.err()).contains("neither JSON nor an object of Kubernetes");
    }

    @Test
    void nothingControlsATerminal() {
        StringWriter out = new StringWriter();
        Terminal terminal = Terminal.ofWriters(new PrintWriter(out), new PrintWriter(new StringWriter()), true);

        int code = Main.run(new Session(terminal, new Cancellation(), Map.of()), "snapshot", "get", SAMPLE.toString(),
                POD,
                "-o", "raw");

        assertThat(code).isZero();
        assertThat(out.toString()).startsWith("k8s\\x00\n").endsWith("\n");
        assertThat(out.toString().chars()).allMatch(c -> c == '\n' || c == '\t' || (c >= ' ' && c != 0x7F));
    }
}
