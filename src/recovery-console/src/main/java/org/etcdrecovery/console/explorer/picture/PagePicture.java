package org.etcdrecovery.console.explorer.picture;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
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

    private record Range(int first, int count, int chosen) {}

    private final Pane surface = new Pane();
    private final Canvas canvas = new Canvas();
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
        surface.getStyleClass().add("page-surface");
        surface.getChildren().setAll(canvas);
        surface.setFocusTraversable(true);
        surface.setAccessibleRole(AccessibleRole.NODE);
        surface.setMinSize(0, 0);
        surface.setId("pageMap");
        VBox.setVgrow(surface, Priority.ALWAYS);
        surface.widthProperty().subscribe(this::lay);
        surface.heightProperty().subscribe(this::lay);
        surface.focusedProperty().subscribe(this::draw);
        surface.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
        surface.addEventHandler(MouseEvent.MOUSE_CLICKED, event -> {
            surface.requestFocus();
            grid.at(event.getX() - surface.snappedLeftInset(), event.getY() - surface.snappedTopInset())
                    .ifPresent(cell -> {
                        choose(cell);
                        if (event.getClickCount() == 2) {
                            open();
                        }
                    });
        });
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

    /** The number of pages in a square. */
    public int perSquare() {
        return grid.perCell();
    }

    private void enter(Range range) {
        grid = CellGrid.of(range.first(), range.count(), room(surface.getWidth(), true),
                room(surface.getHeight(), false));
        chosen = Math.clamp(range.chosen(), 0, Math.max(0, grid.cells() - 1));
        choose(chosen);
    }

    private double room(double side, boolean across) {
        return side - (across
                ? surface.snappedLeftInset() + surface.snappedRightInset()
                : surface.snappedTopInset() + surface.snappedBottomInset());
    }

    private void lay() {
        double width = Math.max(0, room(surface.getWidth(), true));
        double height = Math.max(0, room(surface.getHeight(), false));
        canvas.setWidth(width);
        canvas.setHeight(height);
        canvas.relocate(surface.snappedLeftInset(), surface.snappedTopInset());
        int page = grid.count() == 0 ? 0 : grid.from(chosen);
        grid = CellGrid.of(grid.first(), grid.count(), width, height);
        choose(grid.count() == 0 ? 0 : grid.of(page));
    }

    private void choose(int cell) {
        chosen = cell;
        if (grid.count() > 0) {
            surface.setAccessibleText(describe.apply(grid.from(cell)));
            surface.notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
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
            outer.push(new Range(grid.first(), grid.count(), chosen));
            enter(new Range(grid.from(chosen), grid.to(chosen) - grid.from(chosen), 0));
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
        GraphicsContext on = canvas.getGraphicsContext2D();
        on.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
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
    public OptionalInt chosen() {
        return grid.count() == 0 ? OptionalInt.empty() : OptionalInt.of(grid.from(chosen));
    }
}
