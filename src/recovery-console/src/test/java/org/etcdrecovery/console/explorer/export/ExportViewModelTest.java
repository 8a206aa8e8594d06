package org.etcdrecovery.console.explorer.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.etcdrecovery.console.explorer.export.ExportViewModel.Chosen;
import org.etcdrecovery.console.explorer.export.ExportViewModel.Extent;
import org.etcdrecovery.console.run.DirectTaskRunner;
import org.etcdrecovery.console.testing.FakeDialogs;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.core.contents.export.ExportFormat;
import org.etcdrecovery.core.contents.index.KeyIndex;
import org.etcdrecovery.core.contents.index.KeyState;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportViewModelTest {
    @TempDir
    Path directory;

    private Path out;
    private ExportViewModel model;
    private KeyState state;

    @BeforeEach
    void open() throws IOException {
        out = directory.resolve("keys.out");
        SnapshotName file = SnapshotName.of(new EtcdFile().put("/a/one", "1")
                .put("/a/two", "2")
                .put("/b", "=1+1")
                .put("/registry/secrets/a/token", "hush")
                .writeTo(directory));
        state = KeyIndex.read(SnapshotOpener.plain(), file, Progress.NONE).newest();
        model = new ExportViewModel(TestTools.with(new DirectTaskRunner(), new FakeDialogs().choosing(out)), file);
    }

    private void choose(String prefix, boolean alone) {
        model.choose(Optional.of(new Chosen(state, prefix.getBytes(UTF_8), alone)));
        model.toggle();
    }

    @Test
    void exportsTheSelectedSubtreeOnly() {
        choose("/a/", false);
        assertThat(model.keys(Extent.SELECTED)).isEqualTo(2);
        assertThat(model.keys(Extent.SHOWN)).isEqualTo(4);
        model.export();

        assertThat(model.failed().get()).isEmpty();
        assertThat(model.result().get().orElseThrow().exported()).isEqualTo(2);
        assertThat(out).content().contains("/a/one", "/a/two").doesNotContain("/b");
    }

    @Test
    void exportsTheSelectedKeyOrAllThatAreShown() {
        choose("/b", true);
        model.format().set(ExportFormat.CSV);
        model.export();

        assertThat(model.result().get().orElseThrow().exported()).isEqualTo(1);
        assertThat(out).content().contains("/b").doesNotContain("/a/one");
    }

    @Test
    void withNothingSelectedAllIsExportedAndSecretsAreLeftOut() {
        choose("", false);
        assertThat(model.extent().get()).isEqualTo(Extent.SHOWN);
        model.export();

        assertThat(model.result().get().orElseThrow().secretsWithheld()).isEqualTo(1);
        assertThat(out).content().contains("/a/one").doesNotContain("hush");
    }

    @Test
    void aScriptIsNotOfferedWhereItWouldBeRefused() {
        choose("/a/", false);
        assertThat(model.isForKubernetes(Extent.SELECTED)).isFalse();
        assertThat(model.isForKubernetes(Extent.SHOWN)).isTrue();
        choose("/registry/secrets/", false);
        assertThat(model.isForKubernetes(Extent.SELECTED)).isTrue();
        choose("/", false);
        assertThat(model.isForKubernetes(Extent.SELECTED)).isTrue();
    }

    @Test
    void aRefusalIsShownAndNothingIsWritten() {
        choose("", false);
        model.format().set(ExportFormat.ETCDCTL);
        model.export();

        assertThat(model.failed().get().orElseThrow().what()).contains("Kubernetes");
        assertThat(out).doesNotExist();
    }
}
