package org.etcdrecovery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.stream.Stream;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The verbs about the keys that exist at one revision: keys, top and export. */
class StateVerbsTest extends SampleFixture {

    @Test
    void keysAreThoseOfTheRevision() {
        assertThat(Run.of("snapshot", "keys", file).out()).isEqualTo("""
                REVISION  BYTES  RECORDS  KEY
                       8      2        2  a
                       4    306        1  b/long
                       7      2        1  d
                """);
        assertThat(Run.of("snapshot", "keys", file, "--as-of", "5").out()).contains(" c\n").doesNotContain(" d\n");
        assertThat(Run.of("snapshot", "keys", file, "--prefix", "b").out()).isEqualTo("""
                REVISION  BYTES  RECORDS  KEY
                       4    306        1  b/long
                """);
    }

    /** No argument holds a NUL, and one that is not UTF-8 arrives as other bytes. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"keys FILE --prefix KEY|\\xff\\x00", "top FILE --prefix KEY|\\xff\\x00",
            "history FILE KEY|put", "get FILE KEY|apiVersion", "diff FILE FILE --prefix KEY|equal",
            "export FILE --prefix KEY --out DIR/out|1 key in", "kubernetes FILE --family KEY|ConfigMap",
            "search FILE KEY|\\xff\\x00"})
    void keysThatAreNoTextAreNamedInHexadecimal(String arguments, String expected) throws IOException {
        byte[] key = {(byte) 0xFF, 0};
        file = new EtcdFile()
                .put(key, "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"n\"}}")
                .writeTo(directory);

        Run run = run(arguments.replace("KEY", "ff00") + " --hex");
        assertThat(run.code()).as("%s", run).isZero();
        assertThat(run.out()).contains(expected);

        Run text = run(arguments.replace("KEY", "\uFFFD"));
        assertThat(text.code()).as("%s", text).isEqualTo(ExitCode.USAGE);
        assertThat(text.err()).contains("not valid UTF-8", "--hex");
        assertThat(run(arguments.replace("KEY", "f") + " --hex").code()).isEqualTo(ExitCode.USAGE);
    }

    /** A key may consist of slashes, each of which begins a subtree. */
    @Test
    void aPrefixIsFollowedOnlySoFar() throws IOException {
        file = new EtcdFile().put("/".repeat(5000) + "a", "x").writeTo(directory);

        JsonNode json = JsonMapper.shared().readTree(run("top FILE -w json").out());
        assertThat(json.path("prefix").asString()).hasSizeBetween(90, 110);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"keys FILE --as-of 2|3|revision 2 is compacted",
            "keys FILE --as-of 999|3|the file ends at revision 8", "top FILE --as-of 0|64|--as-of takes a revision",
            "export FILE|64|--out", "export FILE --out -|64|takes a file, not standard output",
            "export FILE --out FILE|2|exists",
            "export FILE --out DIR/x -o xml|64|-o takes json, csv, etcdctl, yaml",
            "export FILE --out DIR/x --prefix none|2|nothing to export",
            "export FILE --out DIR/x -o yaml|2|not an object of Kubernetes",
            "export SAMPLE --out DIR/x -o etcdctl|2|is a key of Kubernetes"})
    void saysWhyNot(String arguments, int code, String why) {
        Run run = run(arguments);

        assertThat(run.code()).as("%s", run).isEqualTo(code);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(why);
        assertThat(directory.resolve("x")).doesNotExist();
    }

    @Test
    void topFindsWhatTakesMost() {
        JsonNode json = JsonMapper.shared().readTree(run("top SAMPLE --limit 3 -w json").out());

        assertThat(json.path("prefix").asString()).isEqualTo("/registry/");
        assertThat(json.path("subtrees").size()).isEqualTo(3);
        assertThat(json.at("/subtrees/0/bytes").asLong()).isGreaterThan(json.at("/subtrees/1/bytes").asLong());
        assertThat(json.at("/mostWrittenKeys/0/records").asLong()).isGreaterThan(10);
    }

    @Test
    void anExportSaysWhatIsNotInIt() throws IOException {
        Run run = run("export SAMPLE --prefix /registry/secrets/data/ --out DIR/x -o json");

        assertThat(run.code()).as("%s", run).isEqualTo(ExitCode.WITH_CARE);
        assertThat(run.out()).contains("covered or left out (--show-secrets)");
        assertThat(Files.readString(directory.resolve("x"))).contains("(hidden)").doesNotContain("valueBase64");
        assertThat(run("export SAMPLE --prefix /registry/secrets/data/ --out DIR/y --show-secrets").code()).isZero();
    }

    @Test
    void kubernetesIsShownByKindAndWithWhatWasDeleted() {
        Run run = run("kubernetes SAMPLE --limit 3");
        assertThat(run.code()).as("%s", run).isZero();
        assertThat(run.out()).contains("265 objects\n", " 69  ClusterRole.rbac.authorization.k8s.io\n",
                "Deployment.apps   shop/web\n", "13  ConfigMap ", "/registry/pods/data/p2\n");
        JsonNode json = JsonMapper.shared().readTree(run("kubernetes SAMPLE -w json").out());
        assertThat(json.path("groups").valueStream().mapToLong(group -> group.path("objects").asLong()).sum())
                .isEqualTo(265);
        assertThat(json.at("/deleted/0/kind").asString()).isEqualTo("Pod");
    }

    @Test
    void whatWasDeletedCanBeExported() throws IOException {
        Run run = run("export SAMPLE --deleted --prefix /registry/pods/ --out DIR/x -o yaml");

        assertThat(run.code()).as("%s", run).isZero();
        assertThat(Files.readString(directory.resolve("x")))
                .contains("# /registry/pods/data/p2, revision 318, stored as v1\n",
                        "\n  name: p2\n", "---\n# /registry/pods/shop/p2,")
                .doesNotContain("p0");
        assertThat(run("export SAMPLE --deleted --as-of 5 --out DIR/y").code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void whatBelongsToAnObjectIsShown() {
        assertThat(run("kubernetes SAMPLE --family /registry/deployments/shop/web").out())
                .startsWith("Deployment.apps shop/web\n");
        assertThat(run("kubernetes SAMPLE --family /none").code()).isEqualTo(ExitCode.WITH_CARE);
    }

    @Test
    void diffSaysWhatWouldBeLost() {
        Run run = run("diff FILE FILE --as-of-a 5 --keys");

        assertThat(run.code()).as("%s", run).isZero();
        assertThat(run.out()).isEqualTo("""
                A  FILE: revision 5, 3 keys
                B  FILE: revision 8, 3 keys

                With A instead of B, 1 key would be missing, 1 would have another value, 1 would be back; 1 are equal.

                MISSING  OLDER  BACK  EQUAL  BYTES A  BYTES B  SUBTREE
                      0      1     0               2        2  a
                      0      0     1               2        0  c
                      1      0     0               0        2  d

                IN A     REVISION A  REVISION B  KEY
                older             3           8  a
                back              5              c
                missing                       7  d
                """.replace("FILE", file.toString()));
        assertThat(run("diff FILE FILE").out()).contains("No key differs, 3 are equal.\n");
        assertThat(run("diff FILE FILE --as-of-a 5 --prefix b").out()).contains("No key differs, 1 are equal.\n");
        assertThat(run("diff FILE FILE --as-of-b 2").code()).isEqualTo(ExitCode.NOT_TRIED);
        assertThat(run("diff FILE").code()).isEqualTo(ExitCode.USAGE);
        assertThat(run("diff FILE DIR/none").code()).isEqualTo(ExitCode.NOT_RESTORABLE);
    }

    @Test
    void twoSnapshotsAreComparedBySubtree() {
        JsonNode json = JsonMapper.shared().readTree(run("diff FILE SAMPLE -w json").out());

        assertThat(json.at("/summary/missing").asLong()).isEqualTo(265);
        assertThat(json.at("/summary/back").asLong()).isEqualTo(3);
        assertThat(json.path("subtrees").valueStream().mapToLong(each -> each.path("missing").asLong()).sum())
                .isEqualTo(265);
        assertThat(json.path("changes").size()).isZero();
    }

    private Run run(String arguments) {
        return Run.of(Stream.concat(Stream.of("snapshot"), Arrays.stream(arguments.split(" ", -1)))
                .map(word -> word.replace("FILE", file.toString())
                        .replace("SAMPLE", SAMPLE.toString())
                        .replace("DIR", directory.toString()))
                .toArray());
    }
}
