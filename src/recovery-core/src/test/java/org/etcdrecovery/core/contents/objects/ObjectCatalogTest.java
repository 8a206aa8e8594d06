package org.etcdrecovery.core.contents.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.etcdrecovery.core.contents.RecordedValues;
import org.etcdrecovery.core.contents.StoredValue;
import org.etcdrecovery.core.contents.index.KeyIndex;
import org.etcdrecovery.core.contents.kubernetes.KubernetesObject;
import org.etcdrecovery.core.contents.kubernetes.KubernetesValue;
import org.etcdrecovery.core.contents.kubernetes.ObjectIdentity;
import org.etcdrecovery.core.contents.objects.ObjectCatalog.Group;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ObjectCatalogTest {
    private static final Path SAMPLE = Path.of("../../assets/sample/kubernetes.db");

    @TempDir
    private Path directory;

    /** Each object is called what the API server called it, and belongs to what it said. */
    @Test
    void theSampleHoldsWhatItsApiServerAnswered() throws IOException {
        JsonNode truth = truth();
        ObjectCatalog catalog = ObjectCatalog.read(SnapshotOpener.plain(), SnapshotName.of(SAMPLE), Progress.NONE);
        Map<String, StoredObject> byKey = catalog.objects()
                .stream()
                .collect(Collectors.toMap(object -> object.row().text(), object -> object));
        Map<String, Long> kinds = new HashMap<>();

        int compared = 0;
        for (Map.Entry<String, JsonNode> each : truth.properties()) {
            JsonNode theirs = each.getValue().path("object");
            StoredObject object = Objects.requireNonNull(byKey.get(each.getKey()));
            ObjectIdentity ours = object.identity();
            assertThat(ours.kind()).isEqualTo(each.getValue().path("kind").asString());
            assertThat(ours.apiVersion()).isEqualTo(each.getValue().path("apiVersion").asString());
            kinds.merge(object.kind() + " " + ours.namespace(), 1L, Long::sum);
            if (theirs.isObject()) {
                compared++;
                JsonNode metadata = theirs.path("metadata");
                assertThat(ours.name()).isEqualTo(metadata.path("name").asString(""));
                assertThat(ours.namespace()).isEqualTo(metadata.path("namespace").asString(""));
                assertThat(ours.uid()).isEqualTo(metadata.path("uid").asString(""));
                assertThat(ours.owners()).extracting(ObjectIdentity.Owner::uid)
                        .isEqualTo(metadata.path("ownerReferences")
                                .valueStream()
                                .map(owner -> owner.path("uid").asString())
                                .toList());
            }
        }
        assertThat(compared).isGreaterThan(250);
        assertThat(catalog.objects()).hasSize(truth.size());
        assertThat(catalog.undecoded()).isZero();
        assertThat(catalog.groups()
                .stream()
                .collect(Collectors.toMap(
                        group -> group.kind() + " " + group.namespace(), Group::objects)))
                .isEqualTo(kinds);
        assertThat(catalog.groups().stream().mapToLong(Group::bytes).sum()).isEqualTo(
                KeyIndex.read(SnapshotOpener.plain(), SnapshotName.of(SAMPLE), Progress.NONE)
                        .newest()
                        .totals()
                        .bytes());
    }

    private static JsonNode truth() throws IOException {
        try (InputStream stream = KubernetesValue.class.getResourceAsStream("truth.json")) {
            return JsonMapper.shared().readTree(stream);
        }
    }

    /** A quick look at an object finds what the whole object says. */
    @Test
    void theIdentityIsThatOfTheWholeObject() throws IOException {
        KeyIndex index = KeyIndex.read(SnapshotOpener.plain(), SnapshotName.of(SAMPLE), Progress.NONE);
        Map<String, ObjectIdentity> quick = new TreeMap<>();
        ObjectCatalog.read(SnapshotOpener.plain(), SnapshotName.of(SAMPLE), Progress.NONE)
                .objects()
                .forEach(object -> quick.put(object.row().text(), object.identity()));
        try (RecordedValues values = RecordedValues.open(SnapshotOpener.plain(),
                SnapshotName.of(SAMPLE), Progress.NONE)) {
            for (int rank = 0; rank < index.size(); rank++) {
                if (index.newest().living(rank) > 0) {
                    StoredValue stored = values.read(index.key(rank), index.newest().living(rank)).orElseThrow();
                    KubernetesObject object = (KubernetesObject) KubernetesValue
                            .read(stored.head(), 1)
                            .orElseThrow();
                    assertThat(object.identity()).isEqualTo(quick.get(stored.key().text()));
                }
            }
        }
    }

    @Test
    void whatBelongsTogetherIsFoundUpAndDown() throws IOException {
        EtcdFile file = new EtcdFile().put("/registry/d", object("Deployment", "d", "1"))
                .put("/registry/r", object("ReplicaSet", "r", "2", "1"))
                .put("/registry/p1", object("Pod", "p1", "3", "2"))
                .put("/registry/p2", object("Pod", "p2", "4", "2"))
                .put("/registry/lost", object("Pod", "lost", "5", "9"))
                // Two that claim to own each other, which no API server would store.
                .put("/registry/x", object("X", "x", "6", "7"))
                .put("/registry/y", object("X", "y", "7", "6"))
                .put("/other", "{}");
        ObjectCatalog catalog = read(file);

        assertThat(names(catalog.descendants(named(catalog, "d")))).containsExactly("r", "p1", "p2");
        assertThat(names(catalog.ancestors(named(catalog, "p2")))).containsExactly("r", "d");
        assertThat(names(catalog.descendants(named(catalog, "x")))).containsExactly("y");
        assertThat(names(catalog.ancestors(named(catalog, "x")))).containsExactly("y");
        assertThat(catalog.orphans()).singleElement().satisfies(orphan -> {
            assertThat(orphan.object().name()).isEqualTo("lost");
            assertThat(orphan.owner().uid()).isEqualTo("9");
        });
        assertThat(catalog.objects()).hasSize(7);
    }

    @Test
    void whatWasDeletedIsNamedWithWhatItHeld() throws IOException {
        EtcdFile file = new EtcdFile().put("/registry/a", object("A", "a", "1"))
                .put("/registry/b", object("B", "b", "2"))
                .put("/plain", "x")
                .delete("/registry/a")
                .delete("/plain")
                .put("/registry/b", object("B", "b", "2"))
                .put("/back", "1")
                .delete("/back")
                .put("/back", "2");
        SnapshotName name = SnapshotName.of(file.writeTo(directory));
        KeyIndex index = KeyIndex.read(SnapshotOpener.plain(), name, Progress.NONE);

        List<Deletion> deletions = latest(name, index, 10, _ -> true).deletions();

        assertThat(deletions).extracting(Deletion::text).containsExactly("/plain", "/registry/a");
        assertThat(deletions.getLast().deleted().revision()).isEqualTo(5);
        assertThat(deletions.getLast().identity().orElseThrow().name()).isEqualTo("a");
        assertThat(deletions.getLast().before().orElseThrow().modRevision()).isEqualTo(2);
        assertThat(deletions.getFirst().identity()).isEmpty();
    }

    @Test
    void deletionsOfKubernetesAreToldFromOthersAndALimitIsSaid() throws IOException {
        EtcdFile file = new EtcdFile().put("/registry/a", object("A", "a", "1"))
                .put("/custom/prefix/b", object("B", "b", "2"))
                .put("/registry/secrets/c", "k8s:enc:aescbc:v1:key1:x")
                .put("/plain", "k8s")
                .put("/registry/no-object", "text");
        for (String key : List.of("/registry/a", "/custom/prefix/b", "/registry/secrets/c", "/plain",
                "/registry/no-object")) {
            file.delete(key);
        }
        file.delete("/registry/compacted").delete("/plain/compacted");
        SnapshotName name = SnapshotName.of(file.writeTo(directory));
        KeyIndex index = KeyIndex.read(SnapshotOpener.plain(), name, Progress.NONE);

        Deletion.Latest all = latest(name, index, 4, Deletion::ofKubernetes);
        assertThat(all.deletions()).extracting(Deletion::text)
                .containsExactly("/registry/compacted",
                        "/registry/secrets/c", "/custom/prefix/b", "/registry/a");
        assertThat(all.more()).isFalse();
        Deletion.Latest first = latest(name, index, 3, Deletion::ofKubernetes);
        assertThat(first.deletions()).hasSize(3);
        assertThat(first.more()).isTrue();
    }

    private static Deletion.Latest latest(SnapshotName name, KeyIndex index, int limit, Predicate<Deletion> wanted)
            throws IOException {
        return Deletion.latest(SnapshotOpener.plain(), name, index, wanted, limit, Progress.NONE);
    }

    @Test
    void whatIsEncryptedIsCounted() throws IOException {
        ObjectCatalog catalog = read(new EtcdFile().put("/registry/secrets/a", "k8s:enc:aescbc:v1:key1:x")
                .put("/registry/pods/a", "k8s\0broken")
                .put("/plain", "k8s"));

        assertThat(catalog.objects()).isEmpty();
        assertThat(catalog.undecoded()).isEqualTo(2);
    }

    @Test
    void aCatalogThatDoesNotFitIntoMemoryIsRefused() throws IOException {
        EtcdFile file = new EtcdFile();
        for (int i = 0; i < 10; i++) {
            file.put("/registry/" + i, object("A", "name" + "x".repeat(500), Integer.toString(i)));
        }
        SnapshotName name = SnapshotName.of(file.writeTo(directory));

        assertThat(ObjectCatalog.read(SnapshotOpener.plain(), name, 20_000, Progress.NONE).objects()).hasSize(10);
        assertThatThrownBy(() -> ObjectCatalog.read(SnapshotOpener.plain(), name, 10_000, Progress.NONE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("do not fit into");
    }

    /** What cannot be decoded may be the owner that is missed. */
    @Test
    void aLargeObjectIsCountedAsUndecoded() throws IOException {
        ObjectCatalog catalog = read(new EtcdFile().put("/registry/large", "k8s\0" + "x".repeat(16 << 20)));

        assertThat(catalog.undecoded()).isEqualTo(1);
        assertThat(catalog.has("")).isFalse();
    }

    private ObjectCatalog read(EtcdFile file) throws IOException {
        return ObjectCatalog.read(SnapshotOpener.plain(), SnapshotName.of(file.writeTo(directory)), Progress.NONE);
    }

    private static StoredObject named(ObjectCatalog catalog, String name) {
        return catalog.objects().stream().filter(object -> object.name().equals(name)).findFirst().orElseThrow();
    }

    private static List<String> names(List<StoredObject> objects) {
        return objects.stream().map(StoredObject::name).toList();
    }

    private static String object(String kind, String name, String uid, String... owners) {
        String references = Arrays.stream(owners)
                .map(owner -> "{\"apiVersion\":\"v1\",\"kind\":\"K\",\"name\":\"n\",\"uid\":\"" + owner + "\"}")
                .collect(Collectors.joining(","));
        return "{\"apiVersion\":\"example.org/v1\",\"kind\":\"" + kind + "\",\"metadata\":{\"name\":\"" + name
                + "\",\"uid\":\"" + uid + "\",\"ownerReferences\":[" + references + "]}}";
    }
}
