package org.etcdrecovery.console.explorer.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.HeldTaskRunner;
import org.etcdrecovery.console.testing.ScreenTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DataTableTest extends ScreenTest {
    private record Line(String name, long size, long lease) {}

    private final ObservableList<Line> rows = FXCollections.observableArrayList(new Line("b=1", 9, 0),
            new Line("=cmd", 1_000, 0), new Line("c", 80, 0));
    private DataTable<Line> table;

    @BeforeEach
    void open() {
        table = show(() -> new DataTable<>("lines", "nothing here", rows).mono("members.name", Line::name)
                .figure("history.size", Line::size)
                .figure("leases.id", Line::lease, line -> line.lease() == 0 ? "" : Long.toHexString(line.lease())));
    }

    @Test
    void filtersAndCounts() {
        assertThat(count()).isEqualTo("3 rows");
        clickOn("#linesFilter").write("CMD");

        assertThat(table.table().getItems()).extracting(Line::name).containsExactly("=cmd");
        assertThat(count()).isEqualTo("1 of 3 rows");
    }

    @Test
    void saysNothingOfNoRowsWhileTheyAreRead() {
        HeldTaskRunner runner = new HeldTaskRunner();
        Activity reading = new Activity();
        doOnFx(() -> {
            rows.clear();
            table.readBy(reading);
            runner.run(reading, _ -> "", _ -> {}, _ -> {});
        });
        assertThat(placeholder()).isEqualTo("Reading…");
        doOnFx(runner::release);
        assertThat(placeholder()).isEqualTo("nothing here");
    }

    private String placeholder() {
        return onFx(() -> ((Label) table.table().getPlaceholder()).getText());
    }

    @Test
    void sortsFiguresAsNumbers() {
        doOnFx(() -> table.table().getSortOrder().add(table.table().getColumns().get(1)));

        assertThat(table.table().getItems()).extracting(Line::size).containsExactly(9L, 80L, 1_000L);
    }

    @Test
    void theButtonCopiesTheRowsThatAreShownAndNoFormula() {
        clickOn("#linesFilter").write("=");
        clickOn("#linesCopy");

        assertThat(clipboard()).contains("b=1\t9\t").contains("'=cmd\t").doesNotContain("\n=").doesNotContain("c\t80");
    }

    @Test
    void theKeyboardCopiesTheSelectedRows() {
        doOnFx(() -> {
            table.table().requestFocus();
            table.table().getSelectionModel().clearAndSelect(2);
        });
        push(KeyCode.SHORTCUT, KeyCode.C);

        assertThat(clipboard().lines().skip(1)).containsExactly("c\t80\t");
    }

    @Test
    void theKeyboardFindsARowSelected() {
        clickOn("#linesFilter");
        assertThat(onFx(() -> table.table().getSelectionModel().getSelectedIndex())).isEqualTo(-1);
        push(KeyCode.TAB);
        push(KeyCode.TAB);

        assertThat(onFx(() -> table.table().isFocused())).isTrue();
        assertThat(onFx(() -> table.table().getSelectionModel().getSelectedIndex())).isZero();
    }

    @Test
    void aChosenRowIsTheOnlyOneSelected() {
        doOnFx(() -> {
            table.table().getSelectionModel().select(0);
            table.choose(rows.get(2));
        });

        assertThat(onFx(() -> List.copyOf(table.table().getSelectionModel().getSelectedIndices()))).containsExactly(2);
    }

    @Test
    void aChosenRowStaysInSightWhenTheTableGetsLessSpace() throws TimeoutException {
        Line last = new Line("last", 0, 0);
        doOnFx(() -> {
            IntStream.range(0, 200).forEach(i -> rows.add(new Line("line" + i, i, 0)));
            rows.add(last);
            table.choose(last);
        });
        awaitPainted();
        doOnFx(() -> stage().setHeight(400));

        await(() -> lookup("#linesTable .table-row-cell").queryAllAs(TableRow.class)
                .stream()
                .filter(row -> last.equals(row.getItem()))
                .anyMatch(row -> row.getBoundsInParent().getMaxY() <= row.getParent()
                        .getParent()
                        .getLayoutBounds()
                        .getHeight() + 1));
    }

    @Test
    void showsAColumnOfIdsOnlyWhileARowHasOne() {
        assertThat(lease().isVisible()).isFalse();
        doOnFx(() -> rows.add(new Line("d", 1, 0xabc)));
        assertThat(lease().isVisible()).isTrue();
        doOnFx(rows::removeLast);
        assertThat(lease().isVisible()).isFalse();
    }

    private TableColumn<Line, ?> lease() {
        return table.table().getColumns().getLast();
    }

    private String count() {
        return lookup("#linesCount").queryAs(Label.class).getText();
    }

    private String clipboard() {
        return onFx(() -> Clipboard.getSystemClipboard().getString());
    }
}
