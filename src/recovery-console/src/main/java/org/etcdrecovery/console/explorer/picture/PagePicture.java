package org.etcdrecovery.console.explorer.picture;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;

/**
 * A map of pages: a square each, or for several in a row if there are too many, and then the kind that most of them are.
 * Arrow keys move, Enter opens a page or goes into a square of several, Backspace goes back out.
 */
public final class PagePicture extends VBox {
    private static final double GAP = 1;

    /**
     * What the map shows of a file.
     *
     * @param kinds   the kind of each page, an index into the styles of the map
     * @param filling how full each page is in percent, of which the map shows quarters
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Pages(byte[] kinds, byte[] filling) {}

    /**
     * A part of the file.
     *
     * @param first  its first page
     * @param count  the number of its pages
     * @param chosen the page whose square is chosen
     */
    private record Range(int first, int count, int chosen) {}

    private final DrawnSurface surface = new DrawnSurface("pageMap", this::lay, this::draw, this::pressed);
    private final Legend legend;
    private final int kinds;
    private final Deque<Range> outer = new ArrayDeque<>();
    private Pages pages = new Pages(new byte[0], new byte[0]);
    private CellGrid grid = CellGrid.of(0, 0, 1, 1);
    private int chosen;
    private IntConsumer whenOpened = _ -> {};
    private Consumer<int[]> whenChosen = _ -> {};
    private IntFunction<String> describe = String::valueOf;

    /** @param styles the style class of each kind */
    public PagePicture(List<String> styles) {
        super(10);
        getStyleClass().add("page-map");
        kinds = styles.size();
        legend = new Legend(styles);
        legend.onChange(this::draw);
        surface.onClicked((point, clicks) -> grid.at(point.getX(), point.getY()).ifPresent(cell -> {
            choose(cell);
            if (clicks == 2) {
                open();
            }
        }));
        getChildren().setAll(surface, legend);
    }

    /** Sets what happens when a page is opened. */
    public void onOpened(IntConsumer action) {
        whenOpened = action;
    }

    /** Sets what happens when a square is chosen: it gets its first page and the one after its last. */
    public void onChosen(Consumer<int[]> action) {
        whenChosen = action;
    }

    /** Sets what is said about the square that begins with a page. */
    public void describedBy(IntFunction<String> words) {
        describe = words;
    }

    /** Names a kind; one without a name does not occur. */
    public void name(int kind, String name) {
        legend.name(kind, name);
        legend.show(kind, !name.isEmpty());
    }

    /** Shows all pages of a file. */
    public void show(Pages now) {
        pages = now;
        outer.clear();
        enter(new Range(0, now.kinds().length, 0));
    }

    /** Whether it shows the inside of a square of several pages. */
    public boolean isInside() {
        return !outer.isEmpty();
    }

    private void enter(Range range) {
        lay(range.first(), range.count(), range.chosen());
    }

    private void lay() {
        lay(grid.first(), grid.count(), grid.count() == 0 ? 0 : grid.from(chosen));
    }

    private void lay(int first, int count, int page) {
        grid = CellGrid.of(first, count, surface.drawnWidth(), surface.drawnHeight());
        choose(count == 0 ? 0 : grid.of(page));
    }

    private void choose(int cell) {
        chosen = cell;
        if (grid.count() > 0) {
            surface.say(describe.apply(grid.from(cell)));
            whenChosen.accept(new int[]{grid.from(cell), grid.to(cell)});
        }
        draw();
    }

    private void open() {
        if (grid.count() == 0) {
            return;
        }
        if (grid.perCell() == 1) {
            whenOpened.accept(grid.from(chosen));
        } else {
            outer.push(new Range(grid.first(), grid.count(), grid.from(chosen)));
            enter(new Range(grid.from(chosen), grid.to(chosen) - grid.from(chosen), grid.from(chosen)));
        }
    }

    /** Goes back out of a square of several pages. Returns whether it was in one. */
    public boolean out() {
        if (outer.isEmpty()) {
            return false;
        }
        enter(outer.pop());
        return true;
    }

    private void pressed(KeyEvent event) {
        if (Direction.of(event.getCode()).isPresent()) {
            choose(grid.moved(chosen, Direction.of(event.getCode()).get()));
        } else if (event.getCode() == KeyCode.ENTER) {
            open();
        } else if (event.getCode() != KeyCode.BACK_SPACE || !out()) {
            return;
        }
        event.consume();
    }

    /** The kind of most pages of a square. */
    private int kind(int cell) {
        int[] counts = new int[kinds];
        int most = 0;
        for (int page = grid.from(cell); page < grid.to(cell); page++) {
            int kind = pages.kinds()[page];
            counts[kind]++;
            most = counts[kind] > counts[most] ? kind : most;
        }
        return most;
    }

    private int filling(int cell) {
        long sum = 0;
        for (int page = grid.from(cell); page < grid.to(cell); page++) {
            sum += pages.filling()[page];
        }
        return (int) (sum / Math.max(1, grid.to(cell) - grid.from(cell)));
    }

    private void draw() {
        GraphicsContext on = surface.clear();
        double side = grid.cell() - GAP;
        for (int cell = 0; cell < grid.cells(); cell++) {
            on.setFill(legend.paint(kind(cell)));
            on.setGlobalAlpha(0.4 + 0.6 * Math.clamp(filling(cell) / 100.0, 0, 1));
            on.fillRect(grid.x(cell), grid.y(cell), side, side);
        }
        on.setGlobalAlpha(1);
        if (grid.cells() > 0) {
            on.setStroke(legend.paint(kinds - 1));
            on.setLineWidth(surface.isFocused() ? 2 : 1);
            on.strokeRect(grid.x(chosen) + 0.5, grid.y(chosen) + 0.5, side - 1, side - 1);
        }
    }

    /** The page of the chosen square; empty if there are no pages. */
    OptionalInt chosen() {
        return grid.count() == 0 ? OptionalInt.empty() : OptionalInt.of(grid.from(chosen));
    }
}
