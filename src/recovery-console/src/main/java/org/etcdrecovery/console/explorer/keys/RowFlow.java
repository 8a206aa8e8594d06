package org.etcdrecovery.console.explorer.keys;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.geometry.Orientation;
import javafx.scene.Group;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;

/**
 * Scrolls over rows of one height, with cells for those in sight only. JavaFX's VirtualFlow asks every row for its height
 * several times a layout, a fixed height or not: a fifth of a second for three million rows.
 *
 * @param <C> the type of a cell
 */
final class RowFlow<C extends IndexedCell<?>> extends Region {
    private final double rowHeight;
    private final Supplier<C> factory;
    private final Group sheet = new Group();
    private final ScrollBar bar = new ScrollBar();
    private final List<C> cells = new ArrayList<>();
    private int count;

    /**
     * @param rowHeight the height of every row, in pixels
     * @param factory   makes a cell
     */
    RowFlow(double rowHeight, Supplier<C> factory) {
        this.rowHeight = rowHeight;
        this.factory = factory;
        Rectangle sight = new Rectangle();
        sight.widthProperty().bind(widthProperty());
        sight.heightProperty().bind(heightProperty());
        setClip(sight);
        // The rows get their size from the layout below.
        sheet.setAutoSizeChildren(false);
        bar.setOrientation(Orientation.VERTICAL);
        bar.setUnitIncrement(rowHeight);
        bar.valueProperty().subscribe(this::requestLayout);
        setMinSize(0, 0);
        getChildren().setAll(sheet, bar);
        addEventHandler(ScrollEvent.SCROLL, event -> {
            // Where there is nothing to scroll, what is around it may.
            if (bar.isVisible() && event.getDeltaY() != 0) {
                bar.setValue(Math.clamp(bar.getValue() - event.getDeltaY(), 0, bar.getMax()));
                event.consume();
            }
        });
    }

    /** The bar beside the rows, visible if they do not fit. */
    ScrollBar bar() {
        return bar;
    }

    /** How many rows there are. */
    int count() {
        return count;
    }

    /** Sets how many rows there are, and shows the ones in sight anew. */
    void show(int rows) {
        count = rows;
        measure();
        cells.forEach(cell -> cell.updateIndex(cell.getIndex() < count ? cell.getIndex() : -1));
        requestLayout();
    }

    /** Scrolls no further than needed to have a row wholly in sight. */
    void reveal(int row) {
        double top = row * rowHeight;
        if (top < bar.getValue()) {
            bar.setValue(top);
        } else if (top + rowHeight > bar.getValue() + getHeight()) {
            // Before the first layout nothing has a height; the layout keeps the value within what there is.
            bar.setValue(Math.max(0, top + rowHeight - getHeight()));
        }
    }

    /** How many rows Page Up and Page Down go: the ones wholly in sight but for one, at least one. */
    int page() {
        return Math.max(1, (int) (getHeight() / rowHeight) - 1);
    }

    /** The cells in sight, in no order. */
    List<C> cells() {
        return List.copyOf(cells);
    }

    private void measure() {
        double most = Math.max(0, count * rowHeight - getHeight());
        bar.setVisible(most > 0);
        bar.setMax(most);
        bar.setBlockIncrement(page() * rowHeight);
        bar.setVisibleAmount(most == 0 ? 0 : most * getHeight() / (count * rowHeight));
        bar.setValue(Math.clamp(bar.getValue(), 0, most));
    }

    @Override
    protected void layoutChildren() {
        measure();
        double beside = bar.isVisible() ? bar.prefWidth(-1) : 0;
        double width = Math.max(0, getWidth() - beside);
        bar.resizeRelocate(width, 0, beside, getHeight());
        int needed = (int) Math.ceil(getHeight() / rowHeight) + 1;
        while (cells.size() < needed) {
            C cell = factory.get();
            cell.updateIndex(-1);
            cells.add(cell);
            sheet.getChildren().add(cell);
        }
        int first = (int) (bar.getValue() / rowHeight);
        for (int row = first; row < first + cells.size(); row++) {
            // A row keeps its cell while it is in sight, so that scrolling fills only what comes into sight.
            C cell = cells.get(row % cells.size());
            int index = row < count ? row : -1;
            if (cell.getIndex() != index) {
                cell.updateIndex(index);
            }
            cell.resizeRelocate(0, row * rowHeight - bar.getValue(), width, rowHeight);
        }
    }
}
