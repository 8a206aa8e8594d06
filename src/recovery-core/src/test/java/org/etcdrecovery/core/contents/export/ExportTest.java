package org.etcdrecovery.core.contents.export;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.regex.Pattern;
import org.etcdrecovery.core.contents.RecordedValues;
import org.etcdrecovery.core.contents.StoredValue;
import org.etcdrecovery.core.contents.index.KeyIndex;
import org.etcdrecovery.core.contents.index.KeyMatcher;
import org.etcdrecovery.core.contents.kubernetes.KubernetesObject;
import org.etcdrecovery.core.contents.kubernetes.KubernetesObject.Detail;
import org.etcdrecovery.core.contents.kubernetes.KubernetesValue;
import org.etcdrecovery.core.progress.Cancellation;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Work;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.etcdrecovery.core.testing.CsvCells;
import org.etcdrecovery.core.testing.StrictYaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExportTest {
    private static final int PAGE = 4096;
    private static final Path SAMPLE = Path.of("../../assets/sample/kubernetes.db");

    @TempDir
    private Path directory;

    @Test
    void jsonHoldsEveryByte() throws IOException {
        String value = "\0\u0001 {}\n";
        Path out = write(new EtcdFile().lease(7, 60).put("/a", value, 7).put("/b", "old").put("/b", "new"),
                ExportFormat.JSON);

        JsonNode json = JsonMapper.shared().readTree(Files.readAllBytes(out));

        assertThat(json.path("revision").asLong()).isEqualTo(4);
        assertThat(json.path("keys").size()).isEqualTo(2);
        JsonNode first = json.at("/keys/0");
        assertThat(first.path("key").asString()).isEqualTo("/a");
        assertThat(first.path("value").asString()).isEqualTo(value);
        assertThat(Base64.getDecoder().decode(first.path("valueBase64").asString())).isEqualTo(value.getBytes(UTF_8));
        assertThat(first.path("lease").asString()).isEqualTo("7");
        assertThat(json.at("/keys/1/value").asString()).isEqualTo("new");
        assertThat(json.at("/keys/1/version").asLong()).isEqualTo(2);
    }

    /** Cells as spreadsheets attack with them, and as they break tables. */
    @ParameterizedTest
    @ValueSource(strings = {"=cmd|'/C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "a,b", "a\"b", "a\nb",
            "a\r\nb", "", "'", "ordinary", "€ \"x\",\n=1", "x;=cmd|'/C calc'!A0;y", "a\n=cmd", "a\r\n+1;'@x", "'=1",
            "a\t-1", "＝1", "a;'b"})
    void csvIsHarmlessAndReadsBack(String text) throws IOException {
        Path out = write(new EtcdFile().put("/a", text).put(text.isEmpty() ? "x" : text, "z"), ExportFormat.CSV);

        List<List<String>> rows = CsvCells.read(Files.readString(out));

        assertThat(rows).hasSize(3).allSatisfy(row -> assertThat(row).hasSize(9));
        assertThat(rows.stream().flatMap(List::stream)).noneMatch(
                cell -> Pattern.compile("(?:^|[;\t\r\n])[=+\\-@＝＋－＠]").matcher(cell).find());
        // Nor for a reader that does not know quoted cells.
        assertThat(Files.readString(out).substring(0, Files.readString(out).length() - 2).replace("\r\n", " "))
                .doesNotContain(";=", "\n=", "\t=", ";+", ";-", ";@");
        List<String> row = rows.stream().filter(each -> each.getFirst().equals("/a")).findFirst().orElseThrow();
        assertThat(unguarded(row.get(7), row.get(8))).isEqualTo(text);
        assertThat(row.get(8)).startsWith("text");
    }

    /** What the form of a cell promises. */
    private static String unguarded(String cell, String form) {
        return form.endsWith("-guarded") ? cell.replaceAll("(^|[;\t\r\n])'", "$1") : cell;
    }

    /** Base64 of some bytes begins with a plus sign. */
    @Test
    void csvOfBytesIsHarmless() throws IOException {
        byte[] key = {(byte) 0xFB, (byte) 0xFF, 0};
        Path out = write(new EtcdFile().put(key, "x"), ExportFormat.CSV);

        List<String> row = CsvCells.read(Files.readString(out)).getLast();
        assertThat(row.getFirst()).isEqualTo("'+/8A");
        assertThat(row.get(1)).isEqualTo("base64-guarded");
        assertThat(Base64.getDecoder().decode(unguarded(row.getFirst(), row.get(1)))).isEqualTo(key);
    }

    @Test
    void csvHoldsOtherBytesInBase64() throws IOException {
        Path out = write(new EtcdFile().put("/a", "\0binary"), ExportFormat.CSV);

        List<String> row = CsvCells.read(Files.readString(out)).getLast();
        assertThat(Base64.getDecoder().decode(row.get(7))).isEqualTo("\0binary".getBytes(UTF_8));
        assertThat(row.get(8)).isEqualTo("base64");
    }

    @Test
    void aScriptForKeysOfKubernetesIsRefused() throws IOException {
        EtcdFile file = new EtcdFile().put("/registry/pods/a", "x").put("/z", "y");

        assertThatThrownBy(() -> write(file, ExportFormat.ETCDCTL)).isInstanceOf(ExportRefusedException.class)
                .hasMessageContaining("/registry/pods/a is a key of Kubernetes")
                .hasMessageContaining("yaml");
        assertThat(directory.resolve("out")).doesNotExist();
    }

    /** API servers may use any prefix. */
    @Test
    void aScriptLeavesOutWhatApiServersHaveStored() throws IOException {
        EtcdFile file = new EtcdFile().put("/k8s/pods/a", "k8s\0broken")
                .put("/k8s/secrets/b", "k8s:enc:aescbc:v1:key1:x")
                .put("/k8s/c", object("Custom", "c", "1", ""))
                .put("/z", "y");

        Export.Result result = export(file, ExportFormat.ETCDCTL, false);

        assertThat(result.exported()).isEqualTo(1);
        assertThat(result.leftOut()).extracting(Export.LeftOut::key)
                .containsExactly("/k8s/c", "/k8s/pods/a", "/k8s/secrets/b");
        Files.delete(result.file());
        assertThatThrownBy(() -> write(new EtcdFile().put("registry/pods/a", "x"), ExportFormat.ETCDCTL))
                .isInstanceOf(ExportRefusedException.class);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "YAML")
    void aValueThatIsTooLargeIsLeftOut(ExportFormat format) throws IOException {
        EtcdFile file = new EtcdFile().put("/large", "x".repeat(16 << 20)).put("/small", "y");

        Export.Result result = export(file, format, false);

        assertThat(result.exported()).isEqualTo(1);
        assertThat(result.leftOut()).singleElement().satisfies(each -> {
            assertThat(each.key()).isEqualTo("/large");
            assertThat(each.why()).contains("larger than 16");
        });
    }

    @Test
    void aScriptNamesTheKeysThatItCannotPut() throws IOException {
        EtcdFile file = new EtcdFile().put("/nul\0", "x").put("/z", "y");

        Export.Result result = export(file, ExportFormat.ETCDCTL, false);

        assertThat(result.exported()).isEqualTo(1);
        assertThat(result.leftOut()).extracting(Export.LeftOut::key).containsExactly("/nul\\x00");
    }

    @Test
    void yamlOfTheSampleIsWhatCreateTakes() throws IOException {
        Path out = directory.resolve("out");
        KeyIndex index = KeyIndex.read(SnapshotOpener.plain(), SnapshotName.of(SAMPLE), Progress.NONE);

        Export.Result result = new Export(Selection.of(index.newest()), ExportFormat.YAML, true)
                .write(SnapshotOpener.plain(), SnapshotName.of(SAMPLE), out, Progress.NONE);

        List<Map<String, Object>> objects = StrictYaml.documents(Files.readString(out));
        assertThat(objects).hasSize((int) result.exported()).hasSizeGreaterThan(250);
        for (Map<String, Object> object : objects) {
            assertThat(object).containsKeys("apiVersion", "kind", "metadata").doesNotContainKey("status");
            Map<?, ?> metadata = metadata(object);
            assertThat(metadata.keySet().stream().map(String::valueOf)).as("%s", object.get("kind"))
                    .doesNotContain("uid", "resourceVersion", "creationTimestamp", "generation", "managedFields",
                            "selfLink", "deletionTimestamp", "deletionGracePeriodSeconds", "ownerReferences");
            assertThat(metadata.get("name")).isInstanceOf(String.class);
            String spec = String.valueOf(object.get("spec"));
            switch (String.valueOf(object.get("kind"))) {
                case "Pod" -> assertThat(spec).doesNotContain("nodeName=");
                case "Service" -> assertThat(spec.replace("clusterIP=None", "").replace("clusterIPs=[None]", ""))
                        .doesNotContain("clusterIP", "nodePort=");
                case "Job" -> assertThat(spec).doesNotContain("selector=", "controller-uid");
                default -> {
                    // A server takes the rest.
                }
            }
        }
        assertThat(result.leftOut()).as("%s", result)
                .extracting(Export.LeftOut::why)
                .allMatch(why -> why.equals("it is not an object of Kubernetes")
                        || why.equals("it has no name, so that no API serves it"));
    }

    private static Map<?, ?> metadata(Map<String, Object> object) {
        return (Map<?, ?>) Objects.requireNonNull(object.get("metadata"));
    }

    @ParameterizedTest
    @EnumSource
    void secretsStayOutOfEveryFormat(ExportFormat format) throws IOException {
        String secret = object("Secret", "s", "1", "").replace("example.org/v1", "v1")
                .replace("}}", "},\"data\":{\"k\":\"S3CRET\"}}");
        EtcdFile file = new EtcdFile().put("/k8s/x", secret)
                .put("/k8s/secrets/y", "S3CRET")
                .put("/z", format == ExportFormat.YAML ? object("A", "a", "2", "") : "plain");

        Export.Result covered = export(file, format, false);
        assertThat(covered.secretsWithheld()).isEqualTo(2);
        assertThat(Files.readString(covered.file())).doesNotContain("S3CRET", base64("S3CRET"), base64(secret));

        Files.delete(covered.file());
        Export.Result shown = export(file, format, true);
        assertThat(shown.secretsWithheld()).isZero();
        assertThat(Files.readString(shown.file()))
                .contains(format == ExportFormat.ETCDCTL ? base64("S3CRET") : "S3CRET");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    @Test
    void secretsOfTheSampleStayOut() throws IOException {
        for (ExportFormat format : new ExportFormat[]{ExportFormat.JSON, ExportFormat.CSV, ExportFormat.YAML}) {
            Path out = directory.resolve(format.text());
            KeyIndex index = KeyIndex.read(SnapshotOpener.plain(), SnapshotName.of(SAMPLE), Progress.NONE);
            Selection secrets = Selection.of(index.newest()
                    .filter(KeyMatcher.containing("/data/".getBytes(UTF_8)), new Cancellation()));
            byte[] wanted = secretOfSample();
            Export.Result covered = new Export(secrets, format, false).write(SnapshotOpener.plain(),
                    SnapshotName.of(SAMPLE), out, Progress.NONE);
            assertThat(covered.secretsWithheld()).as(format.text()).isPositive();
            assertThat(Files.readString(out)).as(format.text())
                    .doesNotContain(new String(wanted, UTF_8))
                    .doesNotContain(Base64.getEncoder().encodeToString(wanted));
            Export.Result shown = new Export(secrets, format, true).write(SnapshotOpener.plain(),
                    SnapshotName.of(SAMPLE), directory.resolve(format.text() + "-shown"), Progress.NONE);
            assertThat(shown.secretsWithheld()).isZero();
            assertThat(Files.readString(shown.file())).contains(Base64.getEncoder().encodeToString(wanted));
        }
    }

    /** What the secret s0 of the sample holds. */
    private static byte[] secretOfSample() throws IOException {
        KeyIndex index = KeyIndex.read(SnapshotOpener.plain(), SnapshotName.of(SAMPLE), Progress.NONE);
        int rank = index.find("/registry/secrets/data/s0".getBytes(UTF_8));
        try (RecordedValues values = RecordedValues.open(SnapshotOpener.plain(), SnapshotName.of(SAMPLE),
                Progress.NONE)) {
            StoredValue stored = values.read(index.key(rank), index.newest().living(rank)).orElseThrow();
            KubernetesObject object = (KubernetesObject) KubernetesValue.read(stored.head(), 1).orElseThrow();
            JsonNode data = object.json(Detail.WITH_SECRETS).path("data");
            return Base64.getDecoder().decode(data.values().iterator().next().asString());
        }
    }

    /** With a reference to an owner that does not exist under this UID, the garbage collector would delete the object. */
    @Test
    void onlyReferencesToOwnersThatExistAreKept() throws IOException {
        EtcdFile file = new EtcdFile().put("/registry/apps/owner", object("Owner", "o", "uid-o", ""))
                .put("/registry/apps/gone", object("Owner", "g", "uid-g", ""))
                .put("/registry/apps/a", object("Child", "a", "uid-a", "uid-o"))
                .put("/registry/apps/b", object("Child", "b", "uid-b", "uid-g"));
        file.delete("/registry/apps/gone");
        Path source = file.writeTo(directory);
        KeyIndex index = KeyIndex.read(SnapshotOpener.plain(), SnapshotName.of(source), Progress.NONE);
        List<Selection.Item> children = new ArrayList<>();
        for (String key : List.of("/registry/apps/a", "/registry/apps/b")) {
            int rank = index.find(key.getBytes(UTF_8));
            children.add(new Selection.Item(rank, index.newest().living(rank)));
        }

        Path out = directory.resolve("children");
        new Export(Selection.of(index, children), ExportFormat.YAML, false).write(SnapshotOpener.plain(),
                SnapshotName.of(source), out, Progress.NONE);

        String text = Files.readString(out);
        List<Map<String, Object>> objects = StrictYaml.documents(text);
        assertThat(ownersOf(objects, "a")).as("its owner exists").isTrue();
        assertThat(ownersOf(objects, "b")).as("its owner does not exist").isFalse();
        assertThat(text).containsOnlyOnce("# Without the reference to its owner")
                .contains("which was not found in the snapshot as far as it can be read: Owner of, UID uid-g\n")
                .contains("# /registry/apps/b, revision 5, stored as example.org/v1\n");
    }

    private static boolean ownersOf(List<Map<String, Object>> objects, String name) {
        return objects.stream()
                .map(ExportTest::metadata)
                .filter(metadata -> name.equals(metadata.get("name")))
                .findFirst()
                .orElseThrow()
                .containsKey("ownerReferences");
    }

    /** An owner in the same file gets a new UID; one that is left out of the file keeps its own. */
    @Test
    void anOwnerThatIsExportedTooIsCreatedAnew() throws IOException {
        String route = object("Route", "r", "uid-r", "").replace("example.org/v1", "route.openshift.io/v1");
        EtcdFile file = new EtcdFile().put("/a/a", object("Child", "a", "uid-a", "uid-o"))
                .put("/a/b", object("Child", "b", "uid-b", "uid-r"))
                .put("/a/c", object("Child", "c", "uid-c", "uid-encrypted"))
                .put("/a/encrypted", "k8s:enc:aescbc:v1:key1:x")
                .put("/a/owner", object("Owner", "o", "uid-o", ""))
                .put("/a/route", route);

        String text = Files.readString(write(file, ExportFormat.YAML));

        List<Map<String, Object>> objects = StrictYaml.documents(text);
        assertThat(ownersOf(objects, "a")).isFalse();
        assertThat(ownersOf(objects, "b")).as("its owner is a secret, which is left out").isTrue();
        assertThat(ownersOf(objects, "c")).isFalse();
        assertThat(text).containsOnlyOnce("which this file creates with a new UID: Owner of, UID uid-o\n")
                .containsOnlyOnce(
                        "which was not found in the snapshot as far as it can be read: Owner of, UID uid-encrypted\n")
                .doesNotContain("gone");
    }

    /** A server refuses an object whose namespace, or whose kind, it does not have yet. */
    @Test
    void namespacesAndDefinitionsComeFirst() throws IOException {
        EtcdFile file = new EtcdFile().put("/registry/a", object("Custom", "a", "1", ""))
                .put("/registry/b", object("Namespace", "b", "2", ""))
                .put("/registry/c", object("ConfigMap", "c", "3", ""))
                .put("/registry/d", object("CustomResourceDefinition", "d", "4", ""));

        List<Map<String, Object>> objects = StrictYaml.documents(Files.readString(write(file, ExportFormat.YAML)));

        assertThat(objects.stream().map(each -> metadata(each).get("name")).map(String::valueOf))
                .containsExactly("b", "d", "a", "c");
    }

    @ParameterizedTest
    @EnumSource
    void anExportOfADamagedFileIsNotComplete(ExportFormat format) throws IOException {
        EtcdFile file = new EtcdFile();
        for (int i = 0; i < 100; i++) {
            String key = format == ExportFormat.ETCDCTL ? "plain" : object("A", "a" + i, "", "");
            file.put("/a/" + i, key + " ".repeat(200));
        }
        byte[] image = file.snapshot();
        Arrays.fill(image, leafOfKeys(image), leafOfKeys(image) + 16, (byte) 0x55);
        Path source = Files.write(directory.resolve("damaged"), image);
        KeyIndex index = KeyIndex.read(SnapshotOpener.plain(), SnapshotName.of(source), Progress.NONE);

        Export.Result result = new Export(Selection.of(index.newest()), format, false).write(SnapshotOpener.plain(),
                SnapshotName.of(source), directory.resolve("out"), Progress.NONE);

        assertThat(result.exported()).isPositive();
        assertThat(result.unreadable()).isNotEmpty();
        assertThat(result.isComplete()).isFalse();
    }

    /** The place of a page with records of the bucket key, but not of its last, and not of the freelist. */
    private static int leafOfKeys(byte[] image) {
        for (int at = 2 * PAGE; at < image.length; at += PAGE) {
            if (new String(image, at, PAGE, ISO_8859_1).contains("/a/10")) {
                return at;
            }
        }
        throw new AssertionError("no such page");
    }

    private static String object(String kind, String name, String uid, String owner) {
        String owners = owner.isEmpty()
                ? ""
                : ",\"ownerReferences\":[{\"apiVersion\":\"v1\",\"kind\":\"Owner\",\"name\":\"of\",\"uid\":\"" + owner
                        + "\"}]";
        return "{\"apiVersion\":\"example.org/v1\",\"kind\":\"" + kind + "\",\"metadata\":{\"name\":\"" + name
                + "\",\"uid\":\"" + uid + "\"" + owners + "}}";
    }

    @ParameterizedTest
    @EnumSource
    void aTakenNameStaysUntouched(ExportFormat format) throws IOException {
        Path out = Files.writeString(directory.resolve("out"), "mine");

        assertThatThrownBy(() -> write(new EtcdFile().put("/a", object("A", "a", "", "")), format))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(out).hasContent("mine");
    }

    @ParameterizedTest
    @EnumSource
    void anExportIsWholeOrNotThere(ExportFormat format) throws IOException {
        EtcdFile file = new EtcdFile();
        for (int i = 0; i < 50; i++) {
            file.put("/a/" + i, format == ExportFormat.ETCDCTL ? "plain" : object("A", "a" + i, "", ""));
        }
        Path source = file.writeTo(directory);
        Cancellation cancellation = new Cancellation();
        int[] works = {0};
        Progress stopping = cancellation.guard((stage, subject, total) -> new Work() {
            @Override
            public void advance(long amount) {
                if (total == 50 && ++works[0] == (format == ExportFormat.YAML ? 70 : 20)) {
                    cancellation.cancel();
                }
            }

            @Override
            public void close() {
                // Nothing to end.
            }
        });
        KeyIndex index = KeyIndex.read(SnapshotOpener.plain(), SnapshotName.of(source), Progress.NONE);

        assertThatThrownBy(() -> new Export(Selection.of(index.newest()), format, false)
                .write(SnapshotOpener.plain(), SnapshotName.of(source), directory.resolve("out"), stopping))
                .isInstanceOf(CancellationException.class);

        assertThat(directory.toFile().list()).containsExactly("snapshot");
        Path out = write(file, format);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(out))).isEqualTo("rw-------");
    }

    @Test
    void nothingToExportIsRefused() throws IOException {
        assertThatThrownBy(() -> write(new EtcdFile(), ExportFormat.JSON)).isInstanceOf(ExportRefusedException.class);
        assertThatThrownBy(() -> write(new EtcdFile().put("/a", "no object"), ExportFormat.YAML))
                .isInstanceOf(ExportRefusedException.class)
                .hasMessageContaining("/a, because it is not an object of Kubernetes");
    }

    private Path write(EtcdFile file, ExportFormat format) throws IOException {
        return export(file, format, false).file();
    }

    private Export.Result export(EtcdFile file, ExportFormat format, boolean secrets) throws IOException {
        Path source = file.writeTo(directory);
        KeyIndex index = KeyIndex.read(SnapshotOpener.plain(), SnapshotName.of(source), Progress.NONE);
        return new Export(Selection.of(index.newest()), format, secrets).write(SnapshotOpener.plain(),
                SnapshotName.of(source), directory.resolve("out"), Progress.NONE);
    }
}
