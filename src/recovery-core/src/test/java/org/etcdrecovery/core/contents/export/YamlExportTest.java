package org.etcdrecovery.core.contents.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.etcdrecovery.core.contents.index.KeyIndex;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.etcdrecovery.core.testing.StrictYaml;
import org.junit.jupiter.api.Test;

class YamlExportTest extends ExportFixture {
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
                .map(ExportFixture::metadata)
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

    /** Servers store definitions as v1beta1 and have not taken that version since Kubernetes 1.22. */
    @Test
    void definitionsAreWrittenInTheVersionThatServersTake() throws IOException {
        String stored = """
                {"apiVersion":"apiextensions.k8s.io/v1beta1","kind":"CustomResourceDefinition","metadata":{"name":"a.b"},
                "spec":{"group":"b","version":"v1","scope":"Cluster","names":{"plural":"a","kind":"A"},
                "additionalPrinterColumns":[{"name":"Age","type":"date","JSONPath":".x"}],"subresources":{"status":{}},
                "conversion":{"strategy":"Webhook","webhookClientConfig":{"url":"https://c"}}}}"""
                .replace("\n", "");

        String text = Files.readString(write(new EtcdFile().put("/registry/a", stored), ExportFormat.YAML));

        assertThat(text).contains("# Written as apiextensions.k8s.io/v1: ").endsWith("""
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata:
                  name: a.b
                spec:
                  conversion:
                    strategy: Webhook
                    webhook:
                      clientConfig:
                        url: https://c
                      conversionReviewVersions:
                      - v1beta1
                  group: b
                  names:
                    kind: A
                    plural: a
                  scope: Cluster
                  versions:
                  - additionalPrinterColumns:
                    - jsonPath: .x
                      name: Age
                      type: date
                    name: v1
                    schema:
                      openAPIV3Schema:
                        type: object
                        x-kubernetes-preserve-unknown-fields: true
                    served: true
                    storage: true
                    subresources:
                      status: {}
                """);
    }

    /** What each version says for itself stays, and what is closed stays closed. */
    @Test
    void versionsOfADefinitionKeepTheirOwnSchemas() throws IOException {
        String stored = """
                {"apiVersion":"apiextensions.k8s.io/v1beta1","kind":"CustomResourceDefinition","metadata":{"name":"a.b"},
                "spec":{"group":"b","preserveUnknownFields":false,"version":"v2","versions":[
                {"name":"v2","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object","properties":{}}}},
                {"name":"v1","served":true,"storage":false,"schema":{"openAPIV3Schema":{"type":"object"}}}]}}"""
                .replace("\n", "");

        String text = Files.readString(write(new EtcdFile().put("/registry/a", stored), ExportFormat.YAML));

        assertThat(text).endsWith("""
                spec:
                  group: b
                  versions:
                  - name: v2
                    schema:
                      openAPIV3Schema:
                        properties: {}
                        type: object
                    served: true
                    storage: true
                  - name: v1
                    schema:
                      openAPIV3Schema:
                        type: object
                    served: true
                    storage: false
                """);
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
}
