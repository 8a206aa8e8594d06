package org.etcdrecovery.console.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import org.etcdrecovery.console.run.DirectTaskRunner;
import org.etcdrecovery.console.testing.FakeDialogs;
import org.etcdrecovery.console.testing.FakeStarter;
import org.etcdrecovery.console.testing.ScreenTest;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tabs that show the history and the pages of a file. */
class ExplorerTabsTest extends ScreenTest {
    @TempDir
    Path directory;

    private Path exported;
    private ExplorerView view;

    @BeforeEach
    void open() throws Exception {
        exported = directory.resolve("out.json");
        Path file = new EtcdFile().put("/a/kept", "1")
                .put("/a/gone", "last words")
                .delete("/a/gone")
                .put("=b", "2")
                .writeTo(directory);
        ExplorerViewModel model = new ExplorerViewModel(
                TestTools.with(new DirectTaskRunner(), new FakeDialogs().choosing(exported)), SnapshotName.of(file),
                new FakeStarter());
        view = show(() -> {
            ExplorerView made = new ExplorerView(model, () -> {});
            model.open(Optional.empty());
            return made;
        });
        await(() -> lookup("#keyTree").tryQuery().isPresent());
    }

    /** Its table comes a pulse later than its picture. */
    private void showRevisions() throws TimeoutException {
        doOnFx(() -> view.tab().set(ExplorerTab.REVISIONS));
        await(() -> table("ranges").isVisible());
    }

    @Test
    void theHistogramTellsEachRangeAndTheTableFollows() throws TimeoutException {
        showRevisions();

        assertThat(text("#chosenRange")).isEqualTo("Revision 5: 1 write, no deletions, 3 B");
        doOnFx(() -> lookup("#histogram").query().requestFocus());
        push(KeyCode.LEFT);
        assertThat(text("#chosenRange")).startsWith("Revision 4: no writes, 1 deletion, ");
        assertThat(onFx(() -> table("ranges").getSelectionModel().getSelectedIndex())).isEqualTo(2);
    }

    @Test
    void aDeletedKeyIsShownWithItsLastValue() throws TimeoutException {
        showRevisions();
        clickOn("#revisions-deleted");
        doOnFx(() -> {
            table("deleted").requestFocus();
            table("deleted").getSelectionModel().select(0);
        });
        push(KeyCode.ENTER);

        await(() -> view.tab().get() == ExplorerTab.KEYS && lookup("#valueText").tryQuery().isPresent());
        assertThat(text("#valueKey")).isEqualTo("/a/gone");
        assertThat(onFx(() -> lookup("#valueText").queryAs(TextArea.class).getText())).isEqualTo("last words");
        await(() -> lookup("#keyTree").query().isFocused());
    }

    @Test
    void aPageOpensWithItsElements() throws TimeoutException {
        doOnFx(() -> view.tab().set(ExplorerTab.PAGES));
        awaitPainted();
        doOnFx(() -> lookup("#pageMap").query().requestFocus());
        assertThat(text("#chosenPage")).isEqualTo("Page 0: meta");
        push(KeyCode.RIGHT);
        push(KeyCode.RIGHT);
        push(KeyCode.RIGHT);
        push(KeyCode.ENTER);

        assertThat(text("#openPage")).matches("Page [23]: leaf, .* elements");
        assertThat(onFx(() -> table("elements").isVisible())).isTrue();
    }

    @Test
    void everyTableIsSavedAsItIsShown() throws Exception {
        doOnFx(() -> view.tab().set(ExplorerTab.MEMBERS));
        awaitPainted();
        clickOn("#membersExport");

        assertThat(Files.readString(exported)).contains("\"Name\" : \"m1\"");
        assertThat(lookup("#tableExported").query().isVisible()).isTrue();
    }

    private String text(String label) {
        return onFx(() -> lookup(label).queryAs(Label.class).getText().replace('\u00a0', ' '));
    }

    private TableView<?> table(String name) {
        return lookup("#" + name + "Table").queryAs(TableView.class);
    }
}
