package org.etcdrecovery.console.explorer.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.etcdrecovery.console.explorer.objects.ObjectsViewModel.Found;
import org.etcdrecovery.console.explorer.objects.ObjectsViewModel.Objects;
import org.etcdrecovery.console.explorer.objects.ObjectsViewModel.Query;
import org.etcdrecovery.console.explorer.objects.ObjectsViewModel.Relative;
import org.etcdrecovery.console.run.DirectTaskRunner;
import org.etcdrecovery.core.contents.index.KeyIndex;
import org.etcdrecovery.core.contents.objects.Deletion;
import org.etcdrecovery.core.contents.objects.ObjectCatalog.Group;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample, to which an API server wrote. */
class ObjectsViewModelTest {
    private static final SnapshotName SAMPLE = SnapshotName.of(Path.of("../../assets/sample/kubernetes.db"));

    @Test
    void listsObjectsOwnersAndDeletionsOnceTheyAreLookedAt() throws IOException {
        ObjectsViewModel model = new ObjectsViewModel(new DirectTaskRunner(), SnapshotOpener.plain(), SAMPLE);
        model.open(Optional.of(KeyIndex.read(SnapshotOpener.plain(), SAMPLE, Progress.NONE)));
        assertThat(model.objects().get()).isEmpty();

        model.need();

        Objects now = model.objects().get().orElseThrow();
        assertThat(now.groups()).first().returns("ClusterRole.rbac.authorization.k8s.io", group -> group.kind());
        assertThat(now.largest()).isSortedAccordingTo((a, b) -> Long.compare(b.bytes(), a.bytes()));
        assertThat(now.deleted().deletions()).isNotEmpty().allMatch(model::canBeSeen);
        assertThat(now.deleted().more()).isFalse();
        assertThat(now.catalog().objects()).allSatisfy(object -> {
            assertThat(model.relatives(object)).filteredOn(Relative::owner)
                    .extracting(Relative::object)
                    .isEqualTo(now.catalog().ancestors(object));
            assertThat(model.relatives(object)).filteredOn(one -> !one.owner())
                    .extracting(Relative::object)
                    .isEqualTo(now.catalog().descendants(object));
        });

        model.open(Optional.empty());
        assertThat(model.objects().get()).isEmpty();
    }

    @Test
    void anyObjectIsFoundByNameKindAndNamespace() throws IOException {
        ObjectsViewModel model = new ObjectsViewModel(new DirectTaskRunner(), SnapshotOpener.plain(), SAMPLE);
        model.query().set(new Query("WEB", Optional.empty()));
        model.open(Optional.of(KeyIndex.read(SnapshotOpener.plain(), SAMPLE, Progress.NONE)));
        model.need();

        assertThat(found(model).first()).isNotEmpty().allMatch(one -> one.name().contains("web"));
        assertThat(found(model).all()).isEqualTo(found(model).first().size());

        Group group = model.objects()
                .get()
                .orElseThrow()
                .groups()
                .stream()
                .filter(one -> one.kind().equals("Deployment.apps") && one.namespace().equals("shop"))
                .findFirst()
                .orElseThrow();
        model.query().set(new Query("", Optional.of(group)));
        assertThat(found(model).all()).isEqualTo(group.objects());
        assertThat(found(model).first()).allMatch(one -> one.name().startsWith("shop/"));
        model.open(Optional.empty());
        assertThat(model.found().get()).isEmpty();
    }

    @Test
    void moreDeletionsAreListedOnRequest(@TempDir Path directory) throws IOException {
        EtcdFile file = new EtcdFile();
        for (int i = 0; i < 501; i++) {
            file.put("/registry/events/" + i, "k8s\0");
        }
        for (int i = 0; i < 501; i++) {
            file.delete("/registry/events/" + i);
        }
        file.put("/plain", "x").delete("/plain");
        SnapshotName name = SnapshotName.of(file.writeTo(directory));
        ObjectsViewModel model = new ObjectsViewModel(new DirectTaskRunner(), SnapshotOpener.plain(), name);
        model.open(Optional.of(KeyIndex.read(SnapshotOpener.plain(), name, Progress.NONE)));
        model.need();
        assertThat(deleted(model).deletions()).hasSize(500).extracting(Deletion::text).doesNotContain("/plain");
        assertThat(deleted(model).more()).isTrue();

        model.listMore();

        assertThat(deleted(model).deletions()).hasSize(501);
        assertThat(deleted(model).more()).isFalse();
    }

    private static Deletion.Latest deleted(ObjectsViewModel model) {
        return model.objects().get().orElseThrow().deleted();
    }

    private static Found found(ObjectsViewModel model) {
        return model.found().get().orElseThrow();
    }
}
