package org.etcdrecovery.console.explorer.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
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
import org.etcdrecovery.console.widget.CutText;
import org.etcdrecovery.console.widget.FittedColumns;
import org.etcdrecovery.console.widget.FittedColumns.Face;
import org.etcdrecovery.console.widget.Icons;
import org.etcdrecovery.console.widget.Painted;
import org.etcdrecovery.console.widget.SearchMark;
import org.etcdrecovery.core.text.Shown;
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
    private static final double CELL_PADDING = 19;
    private static final double ROW = 30;

    private final Texts texts = Texts.of("explorer");
    private final ObservableList<T> rows;
    private final FilteredList<T> filtered;
    private final TableView<T> table = new TableView<>();
    private final TextField filter = new TextField();
    private final Label placeholder = Blocks.muted("");
    private final Label count = Blocks.muted("");
    private final HBox bar;
    private final FittedColumns<T> columns = new FittedColumns<>(table, CELL_PADDING);
    /** What gives each column its width, once the rows are known. */
    private final Map<TableColumn<T, ?>, Consumer<List<String>>> fitting = new LinkedHashMap<>();
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
        this.rows = rows;
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
        rows.subscribe(this::fitColumns);
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
        String name = Objects.requireNonNull(table.getId()).replace("Table", "");
        export.setId(name + "Export");
        // As the button beside it.
        export.getStyleClass().addAll("flat", "small", "copy-button");
        export.setAccessibleText(texts.get("export.table"));
        export.setTooltip(new Tooltip(texts.get("export.table")));
        export.setMinWidth(USE_PREF_SIZE);
        export.setOnAction(_ -> {
            List<List<String>> shown = rows(filtered);
            tables.export(name, () -> shown);
        });
        bar.getChildren().add(bar.getChildren().size() - 1, export);
        return this;
    }

    /**
     * Lets a row be opened, by a button, Enter or a double click.
     *
     * @param name   what that does, the label of the button
     * @param action opens a row
     * @param may    whether a row can be opened
     */
    public void whenOpened(String name, Consumer<T> action, Predicate<T> may) {
        Button open = new Button(name);
        open.setId(table.getId().replace("Table", "Open"));
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

    /** Gives each column the width of its content. One that is blank in every row gives way to the others. */
    private void fitColumns() {
        fitting.forEach(this::fitColumn);
    }

    private void fitColumn(TableColumn<T, ?> column, Consumer<List<String>> fit) {
        List<String> cells = rows.stream().map(row -> cell(column, row)).toList();
        column.setVisible(cells.isEmpty() || cells.stream().anyMatch(text -> !text.isEmpty()));
        fit.accept(cells);
    }

    /** Adds a column of words. */
    public DataTable<T> text(String key, Function<T, String> words) {
        return wide(key, words, Face.TEXT);
    }

    /** Adds a column of keys or URLs. */
    public DataTable<T> mono(String key, Function<T, String> words) {
        return wide(key, words, Face.MONO);
    }

    /** Adds a column of figures with grouped digits. */
    public DataTable<T> figure(String key, ToLongFunction<T> number) {
        return figure(key, number, row -> Quantities.number(number.applyAsLong(row)));
    }

    private DataTable<T> wide(String key, Function<T, String> words, Face face) {
        TableColumn<T, String> column = new TableColumn<>(texts.get(key));
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(Shown.text(words.apply(row.getValue()))));
        column.setCellFactory(_ -> new WholeTextCell<>());
        return add(column, face, content -> columns.flex(column, content));
    }

    /** Adds a column of figures. */
    public DataTable<T> figure(String key, ToLongFunction<T> number, Function<T, String> words) {
        TableColumn<T, Figure> column = new TableColumn<>(texts.get(key));
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(
                new Figure(number.applyAsLong(row.getValue()), words.apply(row.getValue()))));
        column.getStyleClass().add("figure");
        return add(column, Face.TEXT, content -> columns.fix(column, content));
    }

    private DataTable<T> add(TableColumn<T, ?> column, Face face, DoubleConsumer fit) {
        if (face == Face.MONO) {
            column.getStyleClass().add("mono");
        }
        Consumer<List<String>> toCells = cells -> fit.accept(FittedColumns.width(cells.stream(), face));
        fitting.put(column, toCells);
        table.getColumns().add(column);
        fitColumn(column, toCells);
        return this;
    }

    private static <T> String cell(TableColumn<T, ?> column, T row) {
        return String.valueOf(column.getCellObservableValue(row).getValue());
    }

    private void filterRows(String text) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        filtered.setPredicate(
                row -> wanted.isEmpty() || String.join("\t", cells(row)).toLowerCase(Locale.ROOT).contains(wanted));
    }

    private void showCount() {
        count.setText(filtered.size() == rows.size()
                ? texts.get("count", Quantities.number(rows.size()), rows.size())
                : texts.get("count.filtered", Quantities.number(filtered.size()), Quantities.number(rows.size())));
    }

    private List<String> cells(T row) {
        return table.getColumns().stream().map(column -> cell(column, row)).toList();
    }

    private String lines(List<T> shown) {
        return CopiedTable.of(rows(shown));
    }

    private List<List<String>> rows(List<T> shown) {
        List<String> head = table.getColumns().stream().map(TableColumn::getText).toList();
        return Stream.concat(Stream.of(head), shown.stream().map(this::cells)).toList();
    }

    private void copy(List<T> selected) {
        ClipboardContent content = new ClipboardContent();
        content.putString(lines(selected));
        Clipboard.getSystemClipboard().setContent(content);
    }

    /** A cell whose text may be wider than the cell. */
    private static final class WholeTextCell<T, V> extends TableCell<T, V> {
        WholeTextCell() {
            CutText.middle(this);
        }

        @Override
        protected void updateItem(@Nullable V value, boolean empty) {
            super.updateItem(value, empty);
            setText(empty || value == null ? null : value.toString());
        }
    }

    /** A number that is sorted as such and shown as people write it. */
    private record Figure(long value, String words) implements Comparable<Figure> {
        @Override
        public int compareTo(Figure other) {
            return Long.compareUnsigned(value, other.value);
        }

        @Override
        public String toString() {
            return words;
        }
    }
}
