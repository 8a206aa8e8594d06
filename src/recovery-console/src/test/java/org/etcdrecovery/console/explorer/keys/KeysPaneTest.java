package org.etcdrecovery.console.explorer.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.etcdrecovery.console.explorer.export.ExportViewModel.Chosen;
import org.etcdrecovery.console.explorer.keys.KeyQuery.Way;
import org.etcdrecovery.console.explorer.picture.Treemap;
import org.etcdrecovery.console.explorer.search.SearchViewModel;
import org.etcdrecovery.console.explorer.table.TableExport;
import org.etcdrecovery.console.explorer.value.KeyViewModel;
import org.etcdrecovery.console.run.DirectTaskRunner;
import org.etcdrecovery.console.testing.ScreenTest;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.core.contents.index.KeyIndex;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.Inspector;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysPaneTest extends ScreenTest {
    @TempDir
    Path directory;

    private final KeysViewModel model = new KeysViewModel(new DirectTaskRunner());
    private final SearchViewModel values = new SearchViewModel(new DirectTaskRunner(), SnapshotOpener.plain());
    private Optional<Chosen> chosen = Optional.empty();

    @BeforeEach
    void open() throws IOException, TimeoutException {
        SnapshotName file = SnapshotName.of(SampleKeys.file().put("empty", "").writeTo(directory));
        KeyIndex index = KeyIndex.read(SnapshotOpener.plain(), file, Progress.NONE);
        values.open(Optional.of(Inspector.inspect(file.file(), Progress.NONE, _ -> {})));
        KeyViewModel key = new KeyViewModel(new DirectTaskRunner(), SnapshotOpener.plain(), file);
        KeysPane pane = show(() -> {
            KeysPane made = new KeysPane(model, values, key, new TableExport(TestTools.direct(), file.file()),
                    now -> chosen = now);
            model.open(Optional.of(index));
            return made;
        });
        // It comes a pulse later than the tree.
        await(() -> lookup("#treemap").tryQuery().isPresent());
        doOnFx(pane::focusFirst);
    }

    @Test
    void theKeyboardOpensTheTreeAndTheTreemapFollows() {
        push(KeyCode.HOME);
        push(KeyCode.RIGHT);
        push(KeyCode.DOWN);
        assertThat(said("#keyTree")).isEqualTo("pods, 3 keys, 538 B, level 2, closed");
        assertThat(text("#treemapPath")).isEqualTo("/registry");
        assertThat(said("#treemap")).startsWith("pods: ");

        push(KeyCode.RIGHT);
        push(KeyCode.RIGHT);
        push(KeyCode.LEFT);
        push(KeyCode.LEFT);
        assertThat(said("#keyTree")).endsWith("closed");
        push(KeyCode.LEFT);
        assertThat(said("#keyTree")).startsWith("/registry, ");
    }

    @Test
    void theTreeScrollsOverTheRowsThatAreOpenAndNoFurther() {
        push(KeyCode.HOME);
        push(KeyCode.RIGHT);
        assertThat(rows()).as("open").isEqualTo(5);
        push(KeyCode.LEFT);
        assertThat(rows()).as("closed").isEqualTo(3);
    }

    @Test
    void whereNoKeyBeginsLikeThatTheOtherWayIsNamed() {
        doOnFx(() -> model.query().set(new KeyQuery("web-1", Way.PREFIX)));
        assertThat(text("#treeNone")).contains("“contains”");
        doOnFx(() -> model.query().set(new KeyQuery("nowhere", Way.CONTAINING)));
        assertThat(text("#treeNone")).isEqualTo("No key matches.");
    }

    @Test
    void anExportTakesTheKeysThatAreShownNow() {
        doOnFx(() -> model.query().set(new KeyQuery("/registry/pods", Way.PREFIX)));
        assertThat(chosen.orElseThrow().state().totals().keys()).isEqualTo(3);
        doOnFx(() -> model.query().set(KeyQuery.ALL));
        assertThat(chosen.orElseThrow().state().totals().keys()).isEqualTo(6);
    }

    @Test
    void theTreeFollowsTheTreemap() {
        doOnFx(() -> lookup("#treemap").query().requestFocus());
        push(KeyCode.HOME);
        push(KeyCode.ENTER);
        push(KeyCode.HOME);

        assertThat(text("#treemapPath")).isEqualTo("/registry");
        assertThat(said("#keyTree")).startsWith("pods, ");
        push(KeyCode.BACK_SPACE);
        assertThat(text("#treemapPath")).isEqualTo("All keys");
        assertThat(said("#keyTree")).startsWith("/registry, ");
    }

    @Test
    void aKeyShowsItsFactsItsValueAndItsHistory() throws TimeoutException {
        search("web-1");
        push(KeyCode.END);
        awaitValue();

        assertThat(text("#valueKey")).isEqualTo("/registry/pods/default/web-1");
        assertThat(text("#fact-created")).isEqualTo("revision 2");
        assertThat(text("#fact-modified")).isEqualTo("revision 7");
        assertThat(text("#fact-version")).isEqualTo("2");
        assertThat(onFx(() -> lookup("#valueText").queryAs(TextArea.class).getText())).isEqualTo("changed");
        assertThat(text("#keysCount")).isEqualTo("1 of 6 keys");
    }

    @Test
    void anEmptyValueSaysSo() throws TimeoutException {
        search("other");
        push(KeyCode.END);
        awaitValue();
        assertThat(noteOfValue()).isEmpty();
        search("empty");
        push(KeyCode.END);

        assertThat(noteOfValue()).isEqualTo("The value is empty.");
    }

    private String noteOfValue() {
        return onFx(() -> lookup("#valueNote").queryAs(Label.class).getText());
    }

    @Test
    void asOfAnEarlierRevisionTheKeyHasItsEarlierValue() throws TimeoutException {
        search("web-1");
        push(KeyCode.END);
        awaitValue();
        doOnFx(() -> lookup("#revisionSlider").queryAs(Slider.class).setValue(4));

        assertThat(onFx(() -> lookup("#revisionField").queryAs(TextField.class).getText())).isEqualTo("4");
        assertThat(onFx(() -> lookup("#valueText").queryAs(TextArea.class).getText())).isEqualTo("a".repeat(100));
    }

    @Test
    void aRevisionThatTheFileDoesNotHoldIsRefused() {
        clickOn("#revisionField");
        doOnFx(() -> lookup("#revisionField").queryAs(TextField.class).setText("99"));
        push(KeyCode.ENTER);

        assertThat(text("#keysCount")).isEqualTo("The file holds revisions 1 to 10.");
        assertThat(model.revision().get()).isEqualTo(10);
    }

    @Test
    void whatIsNoExpressionIsSaid() throws TimeoutException {
        doOnFx(() -> model.query().set(new KeyQuery("(", KeyQuery.Way.REGEX)));

        assertThat(text("#keysCount")).startsWith("This is not a regular expression");
    }

    @Test
    void thePartsOfTheTreemapAreTheChildren() {
        assertThat(onFx(() -> lookup("#treemap").queryAs(Treemap.class).parts())).extracting(Treemap.Part::name)
                .contains("/registry", "other");
    }

    @Test
    void aValueThatASearchFindsShowsItsKeyAndLeadsToItInTheTree() throws TimeoutException {
        clickOn("#scope-values");
        clickOn("#searchHistory");
        clickOn("#searchValues");
        doOnFx(() -> lookup("#searchValues").queryAs(TextField.class).setText("aaa"));
        push(KeyCode.ENTER);
        assertThat(text("#searchSaid")).isEqualTo("1 value found.");
        assertThat(text("#searchLeft")).isEqualTo("1 secret was not searched.");

        doOnFx(() -> lookup("#matchesTable").query().requestFocus());
        push(KeyCode.HOME);
        awaitValue();
        assertThat(text("#valueKey")).isEqualTo("/registry/pods/default/web-1");
        assertThat(onFx(() -> lookup("#valueText").queryAs(TextArea.class).getText())).isEqualTo("a".repeat(100));

        clickOn("#matchesOpen");
        assertThat(model.revision().get()).isEqualTo(2);
        assertThat(said("#keyTree")).startsWith("web-1, ");
        assertThat(onFx(() -> lookup("#valueText").queryAs(TextArea.class).getText())).isEqualTo("a".repeat(100));
    }

    @Test
    void eachPlaceToSearchKeepsWhatItShows() throws TimeoutException {
        search("web-1");
        push(KeyCode.END);
        awaitValue();
        clickOn("#scope-values");
        assertThat(onFx(() -> lookup("#keyPanel").query().isVisible())).isFalse();

        clickOn("#scope-keys");
        assertThat(text("#valueKey")).isEqualTo("/registry/pods/default/web-1");
    }

    private void search(String text) {
        doOnFx(() -> {
            model.query().set(new KeyQuery(text, KeyQuery.Way.CONTAINING));
            lookup("#keyTree").query().requestFocus();
        });
    }

    @Test
    void everyRowShowsItsNameAndItsFiguresAcrossTheTree() {
        push(KeyCode.HOME);
        push(KeyCode.RIGHT);
        onFx(() -> lookup(".key-row").<KeyCell>queryAll().stream().filter(cell -> !cell.isEmpty()).toList())
                .forEach(cell -> {
                    SiblingName name = from(cell).lookup(".key-name").query();
                    assertThat(name.prefWidth(-1)).isGreaterThan(10);
                    assertThat(name.getWidth()).isGreaterThanOrEqualTo(name.prefWidth(-1));
                    Label bytes = from(cell).lookup(".key-bytes").query();
                    assertThat(bytes.localToScene(bytes.getBoundsInLocal()).getMaxX()).as("right edge")
                            .isGreaterThan(cell.localToScene(cell.getBoundsInLocal()).getMaxX() - 20);
                });
    }

    /** Copied while it is covered, it would empty the clipboard and say that it was copied. */
    @Test
    void aCoveredSecretIsNotCopied() throws TimeoutException {
        doOnFx(() -> model.showKey("/registry/secrets/default/token".getBytes(UTF_8), Optional.empty()));
        awaitValue();
        assertThat(onFx(() -> lookup("#copyValue").queryButton().isDisabled())).isTrue();

        doOnFx(() -> lookup("#revealValue").queryButton().fire());
        assertThat(onFx(() -> lookup("#copyValue").queryButton().isDisabled())).isFalse();
        doOnFx(() -> lookup("#revealValue").queryButton().fire());
        assertThat(onFx(() -> lookup("#copyValue").queryButton().isDisabled())).isTrue();
    }

    /** The panel of a key comes a pulse after the key is chosen, and the value a pulse after the panel. */
    private void awaitValue() throws TimeoutException {
        await(() -> lookup("#valueText").tryQuery().isPresent());
    }

    private int rows() {
        return onFx(() -> lookup("#keyTree").queryAs(KeyTree.class).size());
    }

    private String text(String label) {
        return onFx(() -> lookup(label).queryAs(Label.class).getText());
    }

    private String said(String node) {
        return onFx(() -> lookup(node).query().getAccessibleText().replace('\u00a0', ' '));
    }
}
