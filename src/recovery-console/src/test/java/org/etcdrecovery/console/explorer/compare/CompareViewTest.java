package org.etcdrecovery.console.explorer.compare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.etcdrecovery.console.explorer.difference.Difference.Kind;
import org.etcdrecovery.console.explorer.difference.Difference.Row;
import org.etcdrecovery.console.explorer.difference.DifferenceView;
import org.etcdrecovery.console.run.DirectTaskRunner;
import org.etcdrecovery.console.testing.CutTexts;
import org.etcdrecovery.console.testing.FakeDialogs;
import org.etcdrecovery.console.testing.ScreenTest;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.core.contents.compare.Change;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.report.RestoreLoss;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareViewTest extends ScreenTest {
    @TempDir
    Path directory;

    private final AtomicInteger left = new AtomicInteger();
    private final List<RestoreLoss> losses = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        Path out = directory.resolve("out.csv");
        SnapshotName older = file("older.db", before());
        SnapshotName newer = file("newer.db", before().delete("/registry/pods/a/gone")
                .put("/registry/pods/a/web", "image: 2")
                .put("/registry/pods/a/new", "x")
                .put("/registry/secrets/a/token", "hush 2"));
        CompareViewModel model = new CompareViewModel(
                TestTools.with(new DirectTaskRunner(), new FakeDialogs().choosing(out)), ComparedFile.of(older),
                ComparedFile.of(newer));
        model.onCompared(losses::add);
        show(() -> {
            CompareView view = new CompareView(model, left::incrementAndGet);
            model.begin();
            return view;
        });
    }

    private static EtcdFile before() {
        return new EtcdFile().put("/registry/pods/a/gone", "x")
                .put("/registry/pods/a/web", "image: 1")
                .put("/registry/secrets/a/token", "hush 1")
                .put("/registry/leases/same", "x");
    }

    private SnapshotName file(String name, EtcdFile file) throws IOException {
        return SnapshotName.of(Files.write(directory.resolve(name), file.snapshot()));
    }

    @Test
    void saysWhatRestoringTheFirstFileWouldLose() {
        assertThat(stat("lost-behind")).isEqualTo("4");
        assertThat(stat("lost-missing")).isEqualTo("1");
        assertThat(stat("lost-older")).isEqualTo("2");
        assertThat(stat("lost-back")).isEqualTo("1");
        assertThat(stat("lost-equal")).isEqualTo("1");
        assertThat(onFx(() -> lookup("#subtreesTable").queryAs(TableView.class).getItems().size())).isEqualTo(2);
        assertThat(text("#changesPrefix")).isEqualTo("/registry/pods");
        assertThat(changes().getItems()).hasSize(3);
    }

    /** Enter on the way back would leave what was just opened. */
    @Test
    void theFocusGoesToWhatWasFound() {
        CompareView view = lookup("#compare").query();
        doOnFx(view::focusFirst);
        assertThat(onFx(() -> lookup("#compareFirstChoose").query().isFocused())).isTrue();

        interact(() -> lookup("#compareSwap").queryButton().fire());

        assertThat(onFx(() -> lookup("#subtreesTable").query().isFocused())).isTrue();
    }

    @Test
    void tellsTheReportWhatRestoringTheFirstFileWouldLose() {
        RestoreLoss loss = losses.getLast();

        assertThat(loss.other().file()).hasFileName("newer.db");
        assertThat(loss.otherRevision() - loss.revision()).isEqualTo(4);
        assertThat(loss.subtrees()).extracting(one -> new String(one.prefix(), UTF_8) + one.summary().changed())
                .containsExactly("/registry/pods/3", "/registry/secrets/1");
    }

    @Test
    void subtreesAreNamedWithoutWhatTheyAllBeginWith() {
        TableView<?> table = lookup("#subtreesTable").queryAs(TableView.class);

        assertThat(onFx(() -> table.getColumns().getFirst().getText())).isEqualTo("Below /registry");
        assertThat(onFx(() -> table.getColumns().getFirst().getCellData(0))).isEqualTo("pods");
        assertThat(ChangeCell.commonPrefix(List.of())).isZero();
        assertThat(ChangeCell.commonPrefix(prefixes("/a/", "/b/"))).as("the first slash belongs to the names").isZero();
        assertThat(ChangeCell.commonPrefix(prefixes("/r/a/", "/r/ab"))).isEqualTo(3);
        assertThat(ChangeCell.commonPrefix(prefixes("/r/a/"))).isEqualTo(3);
        assertThat(ChangeCell.commonPrefix(prefixes("/r/a/", "/r/"))).isZero();
    }

    private static List<byte[]> prefixes(String... prefixes) {
        return Stream.of(prefixes).map(one -> one.getBytes(UTF_8)).toList();
    }

    @Test
    void saysThatKeysMayOnlyBeUnreadable() throws IOException {
        assertThat(isShown("#compareDamage")).isFalse();
        doOnFx(() -> {
            stage().setWidth(1024);
            stage().setHeight(500);
        });
        SnapshotName damaged = file("damaged.db",
                before().record("key", new Revision(90, 0).toKey(), new byte[]{(byte) 0xFF}));
        CompareViewModel model = new CompareViewModel(TestTools.direct(), ComparedFile.of(damaged),
                ComparedFile.of(file("sound.db", before())));
        show(() -> {
            CompareView view = new CompareView(model, left::incrementAndGet);
            model.begin();
            return view;
        });

        assertThat(isShown("#compareDamage")).isTrue();
        assertThat(onFx(() -> lookup("#compareStats").queryParent().lookupAll(".label").toString()))
                .contains("in the other file, or unreadable here");
        assertThat(onFx(() -> lookup("#compareDamage").queryParent().lookupAll(".label").toString()))
                .contains("damaged.db is damaged.");
        assertThat(onFx(() -> CutTexts.in(lookup("#compareDamage").queryParent()).toList())).isEmpty();
        assertThat(onFx(() -> CutTexts.in(lookup("#compareStats").queryParent()).toList())).isEmpty();
    }

    private boolean isShown(String id) {
        return onFx(() -> lookup(id).query().isVisible());
    }

    @Test
    void aKeyShowsBothValuesWithTheirDifferences() {
        clickOn("#changes-older");
        assertThat(onFx(() -> changes().getItems().size())).isEqualTo(1);
        doOnFx(() -> {
            changes().requestFocus();
            changes().getSelectionModel().select(0);
        });

        assertThat(onFx(() -> lookup("#difference").queryAs(DifferenceView.class).getItems()))
                .extracting(Row::kind)
                .containsExactly(Kind.CHANGED);
    }

    @Test
    void theValuesSayWhatEitherFileHas() {
        assertThat(captions("gone")).containsExactly("Restored: revision 2", "Compared: deleted at 6");
        assertThat(captions("web")).containsExactly("Restored: revision 3", "Compared: revision 7");
        assertThat(captions("new")).containsExactly("Restored: no such key", "Compared: revision 8");
    }

    private List<String> captions(String name) {
        doOnFx(() -> {
            ListView<Change> list = lookup("#changes").queryListView();
            list.getItems()
                    .stream()
                    .filter(change -> new String(change.key(), UTF_8).endsWith("/" + name))
                    .forEach(list.getSelectionModel()::select);
        });
        return Stream.of("#valueRestored", "#valueCompared").map(this::text).toList();
    }

    @Test
    void theArrowKeysBeginAtTheFirstKey() {
        doOnFx(() -> lookup("#changes-back").query().requestFocus());
        push(KeyCode.TAB);
        assertThat(onFx(() -> changes().getSelectionModel().getSelectedIndex())).isZero();

        push(KeyCode.DOWN);
        assertThat(onFx(() -> changes().getSelectionModel().getSelectedIndex())).isEqualTo(1);
    }

    @Test
    void secretsAreCoveredUntilTheOperatorAsks() throws TimeoutException {
        doOnFx(() -> {
            lookup("#subtreesTable").queryAs(TableView.class).getSelectionModel().select(1);
            changes().getSelectionModel().select(0);
        });
        assertThat(onFx(() -> lookup("#difference").query().isVisible())).isFalse();

        doOnFx(() -> lookup("#revealValues").queryButton().fire());

        await(() -> lookup("#difference").query().isVisible());
    }

    @Test
    void swappedItSaysTheOpposite() {
        clickOn("#compareSwap");

        assertThat(stat("lost-missing")).isEqualTo("1");
        assertThat(stat("lost-revisions")).isEqualTo("4");
        assertThat(text("#compareFirst")).isEqualTo("newer.db");
        assertThat(onFx(() -> lookup("#compareStats .label").queryAllAs(Label.class)
                .stream()
                .map(Label::getText)
                .toList())).contains("KEYS CHANGED", "KEYS ADDED", "only in the other file",
                        "not in the other file")
                .doesNotContain("KEYS OLDER", "KEYS THAT COME BACK", "created since", "deleted since");
        assertThat(onFx(() -> lookup("#subtreesTable").<TableView<?>>query()
                .getColumns()
                .stream()
                .map(TableColumn::getText)
                .toList())).contains("changed", "added").doesNotContain("older", "back");
        assertThat(text("#changes-older")).isEqualTo("changed 1");
        assertThat(text("#changes-back")).isEqualTo("added 1");
        clickOn("#compareExport");
        assertThat(directory.resolve("out.csv")).content()
                .contains("\"revision in " + directory.resolve("newer.db") + "\"",
                        "\"/registry/pods/a/new\",\"added\"", "\"/registry/pods/a/gone\",\"missing\"")
                .doesNotContain("\"older\"");
    }

    @Test
    void theDifferencesAreSavedAndBackLeadsBack() throws IOException {
        clickOn("#compareExport");
        assertThat(directory.resolve("out.csv")).content()
                .contains("\"/registry/pods/a/new\",\"missing\",\"\"", "\"/registry/pods/a/gone\",\"back\"");

        doOnFx(() -> lookup("#compareBack").query().requestFocus());
        push(KeyCode.SPACE);
        assertThat(left).hasValue(1);
    }

    private ListView<?> changes() {
        return lookup("#changes").queryAs(ListView.class);
    }

    private String stat(String id) {
        return onFx(() -> lookup("#" + id).queryAs(Button.class).getText());
    }

    private String text(String id) {
        return onFx(() -> lookup(id).queryAs(Labeled.class).getText());
    }
}
