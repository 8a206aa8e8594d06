package org.etcdrecovery.console.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.event.ActionEvent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.etcdrecovery.console.indexing.InspectedFile;
import org.etcdrecovery.console.indexing.KeyIndexing;
import org.etcdrecovery.console.run.DirectTaskRunner;
import org.etcdrecovery.console.testing.FakeStarter;
import org.etcdrecovery.console.testing.HostileTexts;
import org.etcdrecovery.console.testing.ScreenTest;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplorerViewTest extends ScreenTest {
    @TempDir
    Path directory;

    private final AtomicInteger left = new AtomicInteger();

    private ExplorerViewModel model = new ExplorerViewModel(TestTools.direct(), SnapshotName.of(TestTools.SAMPLE),
            new FakeStarter());

    private ExplorerView open(Optional<InspectedFile> inspection) throws TimeoutException {
        ExplorerView view = show(() -> {
            ExplorerView made = new ExplorerView(model, left::incrementAndGet);
            model.open(inspection);
            return made;
        });
        await(() -> lookup("#keyTree").tryQuery().isPresent());
        return view;
    }

    private void show(ExplorerView view, ExplorerTab tab) throws TimeoutException {
        doOnFx(() -> view.tab().set(tab));
        awaitPainted();
    }

    @Test
    void readsATabWhenItIsOpened() throws Exception {
        ExplorerView view = open(inspected());
        assertThat(keys()).isEqualTo("78 keys");
        assertThat(model.contents().contents().get()).isEmpty();

        show(view, ExplorerTab.MEMBERS);

        assertThat(model.contents().contents().get()).isPresent();
        assertThat(rows("members")).isEqualTo(1);
    }

    @Test
    void everyTabOfTheSampleHasItsTable() throws Exception {
        ExplorerView view = open(inspected());

        show(view, ExplorerTab.LEASES);
        assertThat(rows("leases")).isEqualTo(2);
        show(view, ExplorerTab.ALARMS);
        assertThat(rows("alarms")).isZero();
        show(view, ExplorerTab.BUCKETS);
        assertThat(rows("buckets")).isPositive();
        doOnFx(() -> lookup("#bucketsTreemap").query().requestFocus());
        push(KeyCode.HOME);
        assertThat(onFx(() -> table("buckets").getSelectionModel().getSelectedItem().toString())).contains("key");
    }

    @Test
    void thePictureOfTheKindsAndTheTablesFollowEachOther() throws Exception {
        ExplorerView view = open(inspected());
        show(view, ExplorerTab.KUBERNETES);
        doOnFx(() -> lookup("#objectsTreemap").query().requestFocus());
        push(KeyCode.HOME);
        String heaviest = onFx(() -> lookup("#objectsTreemap").query().getAccessibleText());
        assertThat(onFx(() -> table("groups").getSelectionModel().getSelectedItem().toString()))
                .contains(heaviest.substring(0, heaviest.indexOf(':')));

        push(KeyCode.ENTER);
        assertThat(onFx(() -> lookup("#objectsUp").query().isDisabled())).isFalse();
        push(KeyCode.BACK_SPACE);
        assertThat(onFx(() -> lookup("#objectsTreemap").query().getAccessibleText())).isEqualTo(heaviest);

        doOnFx(() -> lookup("#groupsOpen").queryButton().fire());
        assertThat(rows("objects")).isPositive();
        assertThat(onFx(() -> lookup("#objectsGroup").queryAs(Label.class).getText())).isNotEmpty();
        doOnFx(() -> lookup("#objectsEvery").queryButton().fire());
        assertThat(onFx(() -> lookup("#objectsFound").queryAs(Label.class).getText()))
                .isEqualTo(rows("objects") + " objects");
    }

    private TableView<?> table(String name) {
        return lookup("#" + name + "Table").queryAs(TableView.class);
    }

    @Test
    void inspectsAFileThatWasNotInspected() throws TimeoutException {
        open(Optional.empty());

        assertThat(lookup("#pageTitle").queryAs(Label.class).getText()).isEqualTo("kubernetes.db");
        assertThat(lookup("#explorerVerdict").queryAs(Label.class).getText()).isEqualTo("Restorable");
    }

    @Test
    void theArrowKeysChooseATabAndBackLeadsBack() throws TimeoutException {
        ExplorerView view = open(Optional.empty());
        doOnFx(view::focusFirst);
        assertThat(onFx(() -> lookup("#tab-keys").queryAs(ToggleButton.class).isFocused())).isTrue();

        push(KeyCode.RIGHT);

        assertThat(onFx(() -> view.tab().get())).isEqualTo(ExplorerTab.KUBERNETES);
        clickOn("#explorerBack");
        assertThat(left).hasValue(1);
    }

    @Test
    void aSecretIsHiddenUntilTheOperatorAsksForIt() throws Exception {
        open(inspected());
        interact(() -> {
            lookup("#search").queryAs(TextField.class).setText("/registry/secrets/");
            lookup("#search").queryAs(TextField.class).fireEvent(new ActionEvent());
            lookup("#keyTree").query().requestFocus();
        });
        assertThat(keys()).endsWith("of 78 keys");

        push(KeyCode.END);
        await(() -> lookup("#valueText").tryQuery().isPresent());
        assertThat(lookup("#valueText").queryAs(TextArea.class).getText()).contains("kind: Secret", ": (hidden)");
        interact(() -> lookup("#revealValue").queryAs(Button.class).fire());
        assertThat(lookup("#valueText").queryAs(TextArea.class).getText()).contains("kind: Secret")
                .doesNotContain("(hidden)");
    }

    @Test
    void noScriptOfEtcdctlIsOfferedForKeysOfKubernetes() throws Exception {
        open(inspected());
        clickOn("#explorerExport");

        assertThat(onFx(() -> lookup("#export-etcdctl").query().isDisabled())).isTrue();
        assertThat(onFx(() -> lookup("#exportHint").queryAs(Label.class).getText()))
                .contains("There is no etcdctl script");
        assertThat(onFx(() -> lookup("#exportWhat").queryAs(Label.class).getText()))
                .isEqualTo("What the tab Keys shows, as of revision 226.");
    }

    @Test
    void whatAFileHoldsIsShownAsText() throws Exception {
        EtcdFile file = HostileTexts.file();
        model = new ExplorerViewModel(TestTools.direct(), SnapshotName.of(
                Files.write(directory.resolve("s\u001b\r\nFORGED.db"), file.snapshot())), new FakeStarter());
        ExplorerView view = open(Optional.empty());
        assertNothingActs(HostileTexts.FORGED);

        for (ExplorerTab tab : ExplorerTab.values()) {
            show(view, tab);
            assertNothingActs(HostileTexts.FORGED);
        }
    }

    private static Optional<InspectedFile> inspected() throws IOException {
        return TestTools.inspectedSample()
                .inspection()
                .get()
                .map(found -> new InspectedFile(found, new KeyIndexing(new DirectTaskRunner())));
    }

    private String keys() {
        return onFx(() -> lookup("#keysCount").queryAs(Label.class).getText());
    }

    private int rows(String name) {
        return onFx(() -> lookup("#" + name + "Table").queryAs(TableView.class).getItems().size());
    }
}
