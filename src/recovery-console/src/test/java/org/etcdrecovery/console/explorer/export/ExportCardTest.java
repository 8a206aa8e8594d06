package org.etcdrecovery.console.explorer.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.control.Label;
import org.etcdrecovery.console.explorer.export.ExportViewModel.Chosen;
import org.etcdrecovery.console.run.DirectTaskRunner;
import org.etcdrecovery.console.testing.FakeDialogs;
import org.etcdrecovery.console.testing.ScreenTest;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.contents.export.ExportFormat;
import org.etcdrecovery.core.contents.index.KeyIndex;
import org.etcdrecovery.core.contents.index.KeyState;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kordamp.ikonli.javafx.FontIcon;

class ExportCardTest extends ScreenTest {
    @TempDir
    Path directory;

    private static KeyState state(SnapshotName file) throws IOException {
        return KeyIndex.read(SnapshotOpener.plain(), file, Progress.NONE).newest();
    }

    private SnapshotName file(String folder, EtcdFile content) throws IOException {
        return SnapshotName.of(content.writeTo(Files.createDirectory(directory.resolve(folder))));
    }

    private ExportViewModel open(SnapshotName from) {
        ExportViewModel model = new ExportViewModel(
                TestTools.with(new DirectTaskRunner(), new FakeDialogs().choosing(directory.resolve("keys.out"))),
                from);
        show(() -> new ExportCard(model));
        return model;
    }

    private void choose(ExportViewModel model, KeyState state, String prefix) {
        interact(() -> {
            model.choose(Optional.of(new Chosen(state, prefix.getBytes(UTF_8), false)));
            if (!model.open().get()) {
                model.toggle();
            }
        });
    }

    private boolean isGreen() {
        return onFx(
                () -> lookup(".note .tone-icon").queryAs(FontIcon.class).getIconCode().equals(Tone.SUCCESS.rowIcon()));
    }

    @Test
    void anExportThatLacksAKeyIsNotGreenAndSaysHowManyItLacks() throws IOException {
        KeyState whole = state(file("whole", new EtcdFile().put("/a", "1").put("/b", "2")));
        ExportViewModel model = open(file("part", new EtcdFile().put("/a", "1")));
        choose(model, whole, "");

        interact(model::export);

        assertThat(onFx(() -> lookup(".note .label").queryAs(Label.class).getText())).startsWith("1 key is in ")
                .contains("1 key is not in it: /b, because");
        assertThat(isGreen()).isFalse();
    }

    @Test
    void anExportOfAllIsGreen() throws IOException {
        SnapshotName whole = file("whole", new EtcdFile().put("/a", "1").put("/b", "2"));
        ExportViewModel model = open(whole);
        choose(model, state(whole), "");

        interact(model::export);

        assertThat(isGreen()).isTrue();
    }

    @Test
    void yamlIsOfferedOnlyWhereThereMayBeObjects() throws IOException {
        SnapshotName mixed = file("mixed", new EtcdFile().put("/a/one", "1").put("/registry/pods/a", "2"));
        ExportViewModel model = open(mixed);
        choose(model, state(mixed), "/registry/");
        assertThat(lookup("#export-yaml").query().isDisabled()).isFalse();
        interact(() -> model.format().set(ExportFormat.YAML));

        choose(model, state(mixed), "/a/");

        assertThat(lookup("#export-yaml").query().isDisabled()).isTrue();
        assertThat(model.format().get()).isEqualTo(ExportFormat.JSON);
        assertThat(lookup("#exportHint").queryLabeled().getText()).contains("There is no YAML for these keys");
    }
}
