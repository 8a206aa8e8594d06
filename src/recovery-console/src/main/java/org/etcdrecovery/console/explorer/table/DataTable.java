package org.etcdrecovery.console.explorer.table;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.CommandBlock;
import org.etcdrecovery.console.widget.CopiedTable;
import org.etcdrecovery.console.widget.Icons;
import org.etcdrecovery.console.widget.Painted;
import org.etcdrecovery.console.widget.SearchMark;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;

/**
 * A read-only table. Clicking a column head sorts it, and a text filters it. Rows are copied as tab-separated text:
 * Ctrl+C copies the selected ones, the button all that are shown.
 *
 * @param <T> the type of a row
 */
public final class DataTable<T> extends VBox {
    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);
    private static final double ROW = 30;

    private final Texts texts = Texts.of("explorer");
    private final String name;
    private final ObservableList<T> rows;
    private final FilteredList<T> filtered;
    private final TableView<T> table = new TableView<>();
    private final TextField filter = new TextField();
    private final Label placeholder = Blocks.muted("");
    private final Label count = Blocks.muted("");
    private final HBox bar;
    private final DataColumns<T> columns;
    private final Button export = new Button(texts.get("export.table.short"), Icons.of(MaterialDesignD.DOWNLOAD, 14));
    private String none;
    private @Nullable T shown;

    /**
     * @param name the prefix of the nodes' ids
     * @param none the text to show if there are no rows
     * @param rows the rows, which may change
     */
    public DataTable(String name, String none, ObservableList<T> rows) {
        super(8);
        this.name = name;
        this.rows = rows;
        columns = new DataColumns<>(table, rows);
        this.none = none;
        filtered = new FilteredList<>(rows);
        SortedList<T> sorted = new SortedList<>(filtered);
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setId(name + "Table");
        table.setItems(sorted);
        placeholder.setText(none);
        table.setPlaceholder(placeholder);
        table.setFixedCellSize(ROW);
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.getStyleClass().add("data-table");
        table.setOnKeyPressed(event -> {
            if (COPY.match(event)) {
                copy(List.copyOf(table.getSelectionModel().getSelectedItems()));
                event.consume();
            }
        });
        VBox.setVgrow(table, Priority.ALWAYS);
        table.setMinHeight(0);
        setMinHeight(0);
        filter.setId(name + "Filter");
        SearchMark.mark(filter);
        filter.setPromptText(texts.get("filter"));
        filter.setAccessibleText(texts.get("filter"));
        filter.setPrefColumnCount(22);
        filter.textProperty().subscribe(this::filterRows);
        filter.setMinWidth(80);
        count.setId(name + "Count");
        count.setMinWidth(USE_PREF_SIZE);
        Button copy = CommandBlock.copyButton(() -> lines(filtered));
        copy.setId(name + "Copy");
        copy.setMinWidth(USE_PREF_SIZE);
        copy.setTooltip(new Tooltip(texts.get("copy")));
        bar = new HBox(10, filter, count, Blocks.spacer(), copy);
        bar.setAlignment(Pos.CENTER_LEFT);
        getChildren().setAll(bar, table);
        // The arrow keys then go on from a row that is seen.
        table.focusVisibleProperty().subscribe(visible -> {
            if (visible && table.getSelectionModel().isEmpty()) {
                table.getSelectionModel().selectFirst();
            }
        });
        // What is above the table may take or give space after the row was chosen.
        table.heightProperty().subscribe(() -> {
            if (shown != null && shown.equals(table.getSelectionModel().getSelectedItem())) {
                scrollTo(shown);
            }
        });
        rows.subscribe(columns::fit);
        filtered.subscribe(this::showCount);
        showCount();
    }

    /** Changes what the table says if there are no rows. */
    public void sayNone(String words) {
        none = words;
        placeholder.setText(words);
    }

    /** While the rows are still read, the table does not say that it has none. */
    public DataTable<T> readBy(Activity reading) {
        reading.running().subscribe(running -> {
            placeholder.setText(running ? Texts.of("shell").get("reading") : none);
            count.setVisible(!running);
        });
        return this;
    }

    /** Lets the shown rows be written to a file. */
    public DataTable<T> exportedBy(TableExport tables) {
        export.setId(name + "Export");
        // As the button beside it.
        export.getStyleClass().addAll("flat", "small", "copy-button");
        export.setAccessibleText(texts.get("export.table"));
        export.setTooltip(new Tooltip(texts.get("export.table")));
        export.setMinWidth(USE_PREF_SIZE);
        export.setOnAction(_ -> {
            List<List<String>> shown = columns.withHeads(filtered);
            tables.export(name, () -> shown);
        });
        bar.getChildren().add(bar.getChildren().size() - 1, export);
        return this;
    }

    /**
     * Lets a row be opened, by a button, Enter or a double click.
     *
     * @param label  what that does, the label of the button
     * @param action opens a row
     * @param may    whether a row can be opened
     */
    public void whenOpened(String label, Consumer<T> action, Predicate<T> may) {
        Button open = new Button(label);
        open.setId(name + "Open");
        open.getStyleClass().add("small");
        open.setMinWidth(USE_PREF_SIZE);
        Runnable act = () -> {
            T chosen = table.getSelectionModel().getSelectedItem();
            if (chosen != null && may.test(chosen)) {
                action.accept(chosen);
            }
        };
        open.setOnAction(_ -> act.run());
        table.getSelectionModel()
                .selectedItemProperty()
                .subscribe(chosen -> open.setDisable(chosen == null || !may.test(chosen)));
        table.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER) {
                act.run();
                event.consume();
            }
        });
        table.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                act.run();
            }
        });
        bar.getChildren().add(bar.getChildren().size() - 1, open);
    }

    /** Makes the bar above the table fit a narrow place. */
    public void narrow() {
        filter.setPrefColumnCount(8);
        export.setText(null);
        export.getStyleClass().add("button-icon");
    }

    /** Selects a row and brings it into view. */
    public void choose(T row) {
        table.getSelectionModel().clearSelection();
        table.getSelectionModel().select(row);
        shown = row;
        table.scrollTo(row);
        scrollTo(row);
    }

    private void scrollTo(T row) {
        // Until it has been laid out, the table does not know how many rows it shows.
        Painted.then(() -> table.scrollTo(row));
    }

    /** The table itself. */
    public TableView<T> table() {
        return table;
    }

    /** Adds a column of words. */
    public DataTable<T> text(String key, Function<T, String> words) {
        columns.text(texts.get(key), words);
        return this;
    }

    /** Adds a column of keys or URLs. */
    public DataTable<T> mono(String key, Function<T, String> words) {
        columns.mono(texts.get(key), words);
        return this;
    }

    /** Adds a column of figures with grouped digits. */
    public DataTable<T> figure(String key, ToLongFunction<T> number) {
        return figure(key, number, row -> Quantities.number(number.applyAsLong(row)));
    }

    /** Adds a column of figures. */
    public DataTable<T> figure(String key, ToLongFunction<T> number, Function<T, String> words) {
        columns.figure(texts.get(key), number, words);
        return this;
    }

    private void filterRows(String text) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        filtered.setPredicate(
                row -> wanted.isEmpty()
                        || String.join("\t", columns.cells(row)).toLowerCase(Locale.ROOT).contains(wanted));
    }

    private void showCount() {
        count.setText(filtered.size() == rows.size()
                ? texts.get("count", Quantities.number(rows.size()), rows.size())
                : texts.get("count.filtered", Quantities.number(filtered.size()), Quantities.number(rows.size())));
    }

    private String lines(List<T> shown) {
        return CopiedTable.of(columns.withHeads(shown));
    }

    private void copy(List<T> selected) {
        ClipboardContent content = new ClipboardContent();
        content.putString(lines(selected));
        Clipboard.getSystemClipboard().setContent(content);
    }
}
