package org.etcdrecovery.console.widget;

import java.util.function.Consumer;
import java.util.function.Function;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.control.TableView;
import org.etcdrecovery.console.widget.FittedColumns.Face;
import org.etcdrecovery.core.text.Shown;

/**
 * Makes a table in a card as high as its rows, up to a limit, and its columns as wide as their content.
 *
 * @param <T> the type of a row
 */
public final class FittedTable<T> {
    private static final PseudoClass WHOLE = PseudoClass.getPseudoClass("whole");
    private static final double HEAD = 35;
    private static final double CELL_PADDING = 15;
    private static final double PILL_PADDING = 16;

    private final TableView<T> table;
    private final double row;
    private final int mostRows;

    /**
     * @param row      the height of a row
     * @param mostRows how many rows are shown before the table scrolls
     */
    public FittedTable(TableView<T> table, double row, int mostRows) {
        this.table = table;
        this.row = row;
        this.mostRows = mostRows;
        table.getStyleClass().add("in-card");
        table.setFixedCellSize(row);
        Wheel.leaveToPage(table);
    }

    /** Fits the table now and whenever its rows change. */
    public void follow(Consumer<FittedColumns<T>> widths) {
        FittedColumns<T> columns = new FittedColumns<>(table, CELL_PADDING);
        Runnable fit = () -> {
            widths.accept(columns);
            fitHeight();
        };
        table.getItems().addListener((ListChangeListener<T>) _ -> fit.run());
        fit.run();
    }

    /** The width of the widest of these texts. */
    public double widest(Function<T, String> text, Face face) {
        return FittedColumns.width(table.getItems().stream().map(text).map(Shown::name), face);
    }

    /** The width of the pill with the widest of these texts. */
    public double widestPill(Function<T, String> text) {
        return widest(text, Face.PILL) + PILL_PADDING;
    }

    private void fitHeight() {
        double height = HEAD + row * Math.clamp(table.getItems().size(), 1, mostRows);
        table.setMinHeight(height);
        table.setPrefHeight(height);
        table.setMaxHeight(height);
        // While rows are added, a bar that is not needed would keep another one there that is not needed either.
        table.pseudoClassStateChanged(WHOLE, table.getItems().size() <= mostRows);
    }
}
