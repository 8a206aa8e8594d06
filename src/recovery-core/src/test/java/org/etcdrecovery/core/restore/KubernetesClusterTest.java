package org.etcdrecovery.core.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.etcdrecovery.core.contents.KeyRow;
import org.etcdrecovery.core.contents.ListedKeys;
import org.etcdrecovery.core.contents.export.Export;
import org.etcdrecovery.core.contents.export.ExportFormat;
import org.etcdrecovery.core.contents.export.Selection;
import org.etcdrecovery.core.contents.index.KeyIndex;
import org.etcdrecovery.core.contents.kubernetes.CreatableObject;
import org.etcdrecovery.core.contents.kubernetes.CreatableObject.OwnerFate;
import org.etcdrecovery.core.contents.kubernetes.KubernetesObject;
import org.etcdrecovery.core.contents.kubernetes.KubernetesObject.Detail;
import org.etcdrecovery.core.contents.kubernetes.KubernetesValue;
import org.etcdrecovery.core.contents.kubernetes.ObjectIdentity;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.KubeApiServer;
import org.etcdrecovery.core.testing.Member;
import org.etcdrecovery.core.testing.RealCluster;
import org.etcdrecovery.core.testing.StrictYaml;
import org.etcdrecovery.core.testing.Tool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a real API server and its kubectl make of the sample, which an API server of Kubernetes 1.35 wrote. */
@Tag("judge")
class KubernetesClusterTest {
    private static final Path SAMPLE = Path.of("../../assets/sample/kubernetes.db");
    /** What the API server writes while it runs. */
    private static final int REWRITTEN = 10;

    @TempDir
    private Path directory;

    /** An object that changes between the snapshot and the question has another resourceVersion. */
    @Test
    void kubectlGetsFromTheRestoredClusterWhatWeShow() throws IOException {
        List<Member> members = Member.onFreePorts(directory, 1);
        Restores.restore(SAMPLE, EtcdVersion.V3_6, members, true);
        Path now = directory.resolve("now.db");
        Map<String, String> different = new TreeMap<>();
        int compared = 0;
        int rewritten = 0;
        try (RealCluster cluster = RealCluster.start(EtcdVersion.V3_6, members);
                KubeApiServer server = KubeApiServer.start(members.getFirst().clientUrl(), directory)) {
            cluster.etcdctl(0).run("snapshot", "save", now).ok();
            for (KeyRow row : ListedKeys.under("/registry/", now)) {
                byte[] value = ListedKeys.value(row, now);
                if (KubernetesValue.read(value, row.modRevision()).orElseThrow() instanceof KubernetesObject object
                        && !object.identity().name().isEmpty()) {
                    if (object.kind().equals("CustomResourceDefinition")) {
                        assertThat(served(server.kubectl(), object)).isEqualTo(creatable(object));
                        continue;
                    }
                    Tool.Result got = get(server.kubectl(), object.identity(), object.apiVersion(), "yaml");
                    String shown = object.yaml(Detail.WITH_SECRETS);
                    if (got.stdout().equals(shown)) {
                        compared++;
                    } else if (got.stdout().contains("resourceVersion: \"" + row.modRevision() + "\"")
                            || got.exitCode() != 0) {
                        different.put(row.text(), shown + "\n" + got.stdout() + got.stderr());
                    } else {
                        rewritten++;
                    }
                }
            }
        }
        assertThat(different).isEmpty();
        assertThat(compared).isGreaterThan(250);
        assertThat(rewritten).isLessThan(REWRITTEN);
    }

    /** The specification of a definition, of which servers store another version than they serve. */
    private static JsonNode served(Tool kubectl, KubernetesObject definition) {
        return get(kubectl, definition.identity(), "apiextensions.k8s.io/v1", "json").json().get("spec");
    }

    private static JsonNode creatable(KubernetesObject definition) {
        String yaml = CreatableObject.of(definition, _ -> OwnerFate.EXISTS).yaml();
        return JsonMapper.shared().valueToTree(StrictYaml.documents(yaml).getFirst().get("spec"));
    }

    private static Tool.Result get(Tool kubectl, ObjectIdentity identity, String apiVersion, String output) {
        String[] version = apiVersion.split("/", 2);
        // A group, even an empty one, follows the version.
        String resource = version.length == 1
                ? identity.kind() + "." + version[0] + "."
                : identity.kind() + "." + version[1] + "." + version[0];
        List<Object> arguments = new ArrayList<>(List.of("get", resource, identity.name(), "--output=" + output));
        if (!identity.namespace().isEmpty()) {
            arguments.add("--namespace=" + identity.namespace());
        }
        return kubectl.run(arguments.toArray());
    }

    @Test
    void kubectlCreatesWhatWeExport() throws IOException {
        Path out = directory.resolve("objects.yaml");
        KeyIndex index = KeyIndex.read(SnapshotOpener.plain(), SnapshotName.of(SAMPLE), Progress.NONE);
        Export.Result exported = new Export(Selection.of(index.newest()), ExportFormat.YAML, true)
                .write(SnapshotOpener.plain(), SnapshotName.of(SAMPLE), out, Progress.NONE);
        try (RealCluster cluster = RealCluster.fresh(EtcdVersion.V3_6, directory, 1);
                KubeApiServer server = KubeApiServer.start(cluster.member(0).member().clientUrl(), directory)) {
            Tool kubectl = server.kubectl();
            // As the file says: definitions are served some time after they were created.
            kubectl.run("create", "--filename=" + out);
            String refused = kubectl.run("create", "--filename=" + out).stderr();
            assertThat(refused.lines()).allMatch(line -> line.contains("already exists"));
            JsonNode items = kubectl.run("get", "--filename=" + out, "--output=json").json().get("items");
            assertThat(items).hasSize((int) exported.exported());
        }
    }
}
