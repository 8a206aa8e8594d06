package org.etcdrecovery.console.explorer;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.CommandBlock;
import org.etcdrecovery.console.widget.CopiedTable;
import org.etcdrecovery.core.text.Shown;
import org.jspecify.annotations.Nullable;

/**
 * A read-only table. Clicking a column head sorts it, and a text filters it. Rows are copied as tab-separated text:
 * Ctrl+C copies the selected ones, the button all that are shown.
 *
 * @param <T> the type of a row
 */
final class DataTable<T> extends VBox {
    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);
    /** The width of an ID with all its digits. */
    private static final double FULL_ID = 140;
    private static final double ROW = 30;
    private static final double HEAD = 36;
    private static final int FEWEST_ROWS = 3;
    private static final int MOST_ROWS = 10;

    private final Texts texts = Texts.of("explorer");
    private final ObservableList<T> rows;
    private final FilteredList<T> filtered;
    private final TableView<T> table = new TableView<>();
    private final TextField filter = new TextField();
    private final Label count = Blocks.muted("");
    private final HBox bar;
    private Consumer<String> search = this::filterRows;

    /**
     * @param name the prefix of the nodes' ids
     * @param none the text to show if there are no rows
     * @param rows the rows, which may change
     */
    DataTable(String name, String none, ObservableList<T> rows) {
        super(8);
        this.rows = rows;
        filtered = new FilteredList<>(rows);
        SortedList<T> sorted = new SortedList<>(filtered);
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setId(name + "Table");
        table.setItems(sorted);
        table.setPlaceholder(Blocks.muted(none));
        table.setFixedCellSize(ROW);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_NEXT_COLUMN);
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.getStyleClass().add("data-table");
        table.setOnKeyPressed(event -> {
            if (COPY.match(event)) {
                copy(List.copyOf(table.getSelectionModel().getSelectedItems()));
                event.consume();
            }
        });
        filter.setId(name + "Filter");
        filter.setPromptText(texts.get("filter"));
        filter.setAccessibleText(texts.get("filter"));
        filter.setPrefColumnCount(22);
        filter.textProperty().subscribe(text -> search.accept(text));
        count.setId(name + "Count");
        Texts shell = Texts.of("shell");
        var copy = CommandBlock.copyButton(texts.get("copy"), shell.get("copied"), () -> lines(filtered));
        copy.setId(name + "Copy");
        bar = new HBox(10, filter, count, Blocks.spacer(), copy);
        bar.setAlignment(Pos.CENTER_LEFT);
        getChildren().setAll(bar, table);
        rows.subscribe(this::fit);
        filtered.subscribe(this::showCount);
        fit();
    }

    /** Delegates searching to a searcher, which changes the rows and reports how many there are. */
    DataTable<T> searchedBy(Consumer<String> searcher, String prompt) {
        search = searcher;
        filter.setId("search");
        filter.setPromptText(prompt);
        filter.setAccessibleText(prompt);
        fit();
        return this;
    }

    /** Adds a node to the bar above the table, before the copy button. */
    void addToBar(Node node) {
        bar.getChildren().add(2, node);
    }

    Label count() {
        return count;
    }

    TableView<T> table() {
        return table;
    }

    TextField filter() {
        return filter;
    }

    /** Hides a column of IDs while it is blank in every row, to leave its space to the others. */
    DataTable<T> hiddenWhenBlank(String key) {
        table.getColumns()
                .stream()
                .filter(column -> key.equals(column.getId()))
                .forEach(column -> {
                    rows.subscribe(() -> hideIfBlank(column));
                    hideIfBlank(column);
                });
        return this;
    }

    private void hideIfBlank(TableColumn<T, ?> column) {
        column.setVisible(rows.stream()
                .anyMatch(row -> !String.valueOf(column.getCellObservableValue(row).getValue()).isEmpty()));
    }

    /** Adds a column of words. */
    DataTable<T> text(String key, double width, Function<T, String> words) {
        add(key, width, words);
        return this;
    }

    /** Adds a column of IDs, keys or URLs. */
    DataTable<T> mono(String key, double width, Function<T, String> words) {
        TableColumn<T, String> column = add(key, width, words);
        column.getStyleClass().add("mono");
        column.setCellFactory(_ -> new LongTextCell<>(OverrunStyle.CENTER_ELLIPSIS));
        return this;
    }

    /** Adds a column of figures. */
    DataTable<T> figure(String key, double width, ToLongFunction<T> number, Function<T, String> words) {
        TableColumn<T, Figure> column = new TableColumn<>(texts.get(key));
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(
                new Figure(number.applyAsLong(row.getValue()), words.apply(row.getValue()))));
        column.setMinWidth(width);
        column.setPrefWidth(width);
        column.setMaxWidth(width);
        column.getStyleClass().add("figure");
        table.getColumns().add(column);
        return this;
    }

    /** Adds a column of figures with grouped digits. */
    DataTable<T> figure(String key, double width, ToLongFunction<T> number) {
        return figure(key, width, number, row -> Quantities.number(number.applyAsLong(row)));
    }

    /**
     * Adds a column of IDs, sorted as numbers. If one does not fit, its end is shown, which distinguishes it better.
     */
    DataTable<T> id(String key, double width, ToLongFunction<T> number, Function<T, String> words) {
        TableColumn<T, Figure> column = new TableColumn<>(texts.get(key));
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(
                new Figure(number.applyAsLong(row.getValue()), words.apply(row.getValue()))));
        column.setCellFactory(_ -> new LongTextCell<>(OverrunStyle.LEADING_ELLIPSIS));
        column.setId(key);
        column.setMinWidth(width);
        column.setPrefWidth(width);
        column.setMaxWidth(FULL_ID);
        column.getStyleClass().add("mono");
        table.getColumns().add(column);
        return this;
    }

    private TableColumn<T, String> add(String key, double width, Function<T, String> words) {
        TableColumn<T, String> column = new TableColumn<>(texts.get(key));
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(Shown.text(words.apply(row.getValue()))));
        column.setPrefWidth(width);
        column.setMinWidth(Math.min(width, 60));
        table.getColumns().add(column);
        return column;
    }

    private void filterRows(String text) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        filtered.setPredicate(
                row -> wanted.isEmpty() || String.join("\t", cells(row)).toLowerCase(Locale.ROOT).contains(wanted));
    }

    /** Adapts the height to the rows, within limits; a search does not make the page jump. */
    private void fit() {
        int shown = isSearched() ? MOST_ROWS : Math.clamp(rows.size(), FEWEST_ROWS, MOST_ROWS);
        table.setPrefHeight(HEAD + shown * ROW);
        table.setMinHeight(HEAD + shown * ROW);
        showCount();
    }

    private boolean isSearched() {
        return "search".equals(filter.getId());
    }

    private void showCount() {
        if (!isSearched()) {
            count.setText(filtered.size() == rows.size()
                    ? texts.get("count", Quantities.number(rows.size()), rows.size())
                    : texts.get("count.filtered", Quantities.number(filtered.size()),
                            Quantities.number(rows.size())));
        }
    }

    private List<String> cells(T row) {
        return table.getColumns()
                .stream()
                .map(column -> String.valueOf(column.getCellObservableValue(row).getValue()))
                .toList();
    }

    private String lines(List<T> shown) {
        List<String> head = table.getColumns().stream().map(TableColumn::getText).toList();
        return CopiedTable.of(Stream.concat(Stream.of(head), shown.stream().map(this::cells)).toList());
    }

    private void copy(List<T> selected) {
        ClipboardContent content = new ClipboardContent();
        content.putString(lines(selected));
        Clipboard.getSystemClipboard().setContent(content);
    }

    /** A cell whose text may be wider than the cell, and that must keep its end. */
    private static final class LongTextCell<T, V> extends TableCell<T, V> {
        LongTextCell(OverrunStyle overrun) {
            setTextOverrun(overrun);
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
