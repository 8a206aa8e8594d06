package org.etcdrecovery.console.step.source.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.shell.StepState;
import org.etcdrecovery.console.step.source.SourceView;
import org.etcdrecovery.console.step.source.SourceViewModel;
import org.etcdrecovery.console.testing.ScreenTest;
import org.etcdrecovery.console.testing.SnapshotFolder;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.console.widget.RichText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Object storage on the page of the step Source. */
class StoreBlockTest extends ScreenTest {
    private final Recovery recovery = new Recovery(RunKind.RECOVER, TestTools.NOW);

    @TempDir
    private Path directory;

    private SourceViewModel open() {
        SourceViewModel model = new SourceViewModel(recovery, TestTools.direct());
        show(() -> new SourceView(model));
        clickOn("#source-store");
        return model;
    }

    @Test
    void choosesBetweenSnapshotsAndPassesGaps() throws IOException, TimeoutException {
        SnapshotFolder folder = new SnapshotFolder(directory);
        for (int hour : new int[]{0, 1, 6, 7, 8, 9}) {
            folder.stub("h" + hour + ".db", TestTools.NOW.minus(Duration.ofHours(hour)), "RESTORABLE");
        }
        SourceViewModel model = open();
        assertThat(model.outline().primary().reason().get()).isEqualTo("Enter a bucket, a folder or a URL");

        clickOn("#storeAddress").write(directory + "\n");

        TableView<?> table = lookup("#storeTable").queryAs(TableView.class);
        assertThat(table.getItems()).hasSize(7);
        assertThat(table.getSelectionModel().getSelectedIndex()).isZero();
        assertThat(model.outline().primary().text().get()).isEqualTo("Continue to Inspect");
        clickOn(table.lookup(".table-row-cell")).type(KeyCode.DOWN).type(KeyCode.DOWN);
        await(() -> table.getSelectionModel().getSelectedIndex() == 3);
        assertThat(model.store().chosen().get().orElseThrow().name()).isEqualTo("h6.db");
        type(KeyCode.UP);
        await(() -> table.getSelectionModel().getSelectedIndex() == 1);

        interact(() -> model.outline().primary().fire());

        assertThat(recovery.snapshot().get()).contains(SnapshotChoice.inFolder(directory.resolve("h1.db")));
        assertThat(model.outline().state().get()).isEqualTo(StepState.DONE);
    }

    @Test
    void namesInAStoreAreShownAsText() throws IOException {
        new SnapshotFolder(directory).stub("m\u001b]0;x\u0007\nFORGED\u202e.db", TestTools.NOW, "RESTORABLE");
        open();

        clickOn("#storeAddress").write(directory + "\n");

        assertNothingActs("FORGED");
    }

    @Test
    void unfoldsWhatABucketNeeds() {
        SourceViewModel model = open();
        clickOn("#storeAddress").write("s3://etcd-backups/prod/");
        clickOn("#changeStore");
        clickOn("#storeAccessKey").write("operator");
        clickOn("#storeSecretKey").write("secret");

        assertThat(model.store().fields().credentials()).isPresent();
        assertThat(lookup("#storeLogin").queryAs(RichText.class).plainText()).contains("typed here");
        assertThat(lookup(".label").queryAllAs(Label.class)).extracting(Label::getText).contains("Endpoint", "Region");
    }
}
