package org.etcdrecovery.console.explorer.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.etcdrecovery.console.explorer.objects.ObjectsViewModel.Objects;
import org.etcdrecovery.console.explorer.objects.ObjectsViewModel.Relative;
import org.etcdrecovery.console.run.DirectTaskRunner;
import org.etcdrecovery.core.contents.index.KeyIndex;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.junit.jupiter.api.Test;

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
        assertThat(now.deleted()).isNotEmpty().allMatch(model::canBeSeen);
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
}
