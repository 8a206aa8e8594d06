package org.etcdrecovery.console.explorer.value;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.control.ToggleButton;
import org.etcdrecovery.console.run.DirectTaskRunner;
import org.etcdrecovery.console.testing.ScreenTest;
import org.etcdrecovery.core.contents.index.KeyIndex;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValuePaneTest extends ScreenTest {
    /** Its best form is hexadecimal, which has a tab of its own; here it is shown as text. */
    @Test
    void theFormThatIsShownIsMarked(@TempDir Path directory) throws IOException {
        SnapshotName file = SnapshotName.of(new EtcdFile().put("binary", "\0\1\2\3\4\5\6\7").writeTo(directory));
        KeyIndex index = KeyIndex.read(SnapshotOpener.plain(), file, Progress.NONE);
        KeyViewModel model = new KeyViewModel(new DirectTaskRunner(), SnapshotOpener.plain(), file);
        show(() -> ValuePane.readable(model));

        int rank = index.find("binary".getBytes(UTF_8));
        interact(() -> model.select(Optional.of(ChosenKey.of(index, rank, index.newest().living(rank)))));

        assertThat(lookup("#as-text").queryAs(ToggleButton.class).isSelected()).isTrue();
        assertThat(lookup("#as-yaml").queryAs(ToggleButton.class).isVisible()).isFalse();
    }
}
