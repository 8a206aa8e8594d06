package org.etcdrecovery.console.explorer.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ObservableList;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.etcdrecovery.console.widget.CutText;
import org.etcdrecovery.console.widget.FittedColumns;
import org.etcdrecovery.console.widget.FittedColumns.Face;
import org.etcdrecovery.core.text.Shown;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a table: what they show, how wide they are, and the rows as texts.
 *
 * @param <T> the type of a row
 */
final class DataColumns<T> {
    private static final double CELL_PADDING = 19;

    private final TableView<T> table;
    private final ObservableList<T> rows;
    private final FittedColumns<T> widths;
    /** What gives each column its width, once the rows are known. */
    private final Map<TableColumn<T, ?>, Consumer<List<String>>> fitting = new LinkedHashMap<>();

    /** @param rows the rows, which may change */
    DataColumns(TableView<T> table, ObservableList<T> rows) {
        this.table = table;
        this.rows = rows;
        widths = new FittedColumns<>(table, CELL_PADDING);
    }

    /** Adds a column of words. */
    void text(String head, Function<T, String> words) {
        wide(head, words, Face.TEXT);
    }

    /** Adds a column of keys or URLs. */
    void mono(String head, Function<T, String> words) {
        wide(head, words, Face.MONO).getStyleClass().add("mono");
    }

    private TableColumn<T, String> wide(String head, Function<T, String> words, Face face) {
        TableColumn<T, String> column = new TableColumn<>(head);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(Shown.text(words.apply(row.getValue()))));
        column.setCellFactory(_ -> new WholeTextCell<>());
        add(column, face, content -> widths.flex(column, content));
        return column;
    }

    /** Adds a column of figures. */
    void figure(String head, ToLongFunction<T> number, Function<T, String> words) {
        TableColumn<T, Figure> column = new TableColumn<>(head);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(
                new Figure(number.applyAsLong(row.getValue()), words.apply(row.getValue()))));
        column.getStyleClass().add("figure");
        add(column, Face.TEXT, content -> widths.fix(column, content));
    }

    private void add(TableColumn<T, ?> column, Face face, DoubleConsumer width) {
        Consumer<List<String>> fit = cells -> width.accept(FittedColumns.width(cells.stream(), face));
        fitting.put(column, fit);
        table.getColumns().add(column);
        fit(column, fit);
    }

    /** Gives each column the width of its content. One that is blank in every row gives way to the others. */
    void fit() {
        fitting.forEach(this::fit);
    }

    private void fit(TableColumn<T, ?> column, Consumer<List<String>> fit) {
        List<String> cells = rows.stream().map(row -> cell(column, row)).toList();
        column.setVisible(cells.isEmpty() || cells.stream().anyMatch(text -> !text.isEmpty()));
        fit.accept(cells);
    }

    private static <T> String cell(TableColumn<T, ?> column, T row) {
        return String.valueOf(column.getCellObservableValue(row).getValue());
    }

    /** The texts of a row. */
    List<String> cells(T row) {
        return table.getColumns().stream().map(column -> cell(column, row)).toList();
    }

    /** The heads of the columns, and then the texts of these rows. */
    List<List<String>> withHeads(List<T> shown) {
        List<String> heads = table.getColumns().stream().map(TableColumn::getText).toList();
        return Stream.concat(Stream.of(heads), shown.stream().map(this::cells)).toList();
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
