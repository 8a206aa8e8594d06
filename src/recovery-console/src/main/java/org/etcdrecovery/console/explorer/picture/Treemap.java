package org.etcdrecovery.console.explorer.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Region;
import org.etcdrecovery.console.explorer.picture.Squarified.Tile;

/**
 * A treemap: each part has an area by its weight. Arrow keys move, Enter opens a part, Backspace goes up; a click chooses
 * a part and a double click opens it.
 */
public final class Treemap extends Region {
    private static final double GAP = 3;
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

    /**
     * A part.
     *
     * @param name        its name
     * @param amount      its weight, formatted
     * @param description all that is to be said about it, for the tooltip and for whom the picture is read to
     * @param weight      its weight
     * @param rest        whether it is all that is too small for parts of its own
     */
    public record Part(String name, String amount, String description, long weight, boolean rest) {
        /** A part that is one thing. */
        public Part(String name, String amount, String description, long weight) {
            this(name, amount, description, weight, false);
        }
    }

    private List<Part> parts = List.of();
    private List<TreemapTile> nodes = List.of();
    private List<Tile> tiles = List.of();
    private int chosen = -1;
    private IntConsumer whenChosen = _ -> {};
    private IntConsumer whenOpened = _ -> {};
    private Runnable whenUp = () -> {};

    /** An empty picture. */
    public Treemap() {
        getStyleClass().add("treemap");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.NODE);
        addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
        setMinSize(0, 0);
    }

    /** Sets what happens when a part is chosen by hand. */
    public void onChosen(IntConsumer action) {
        whenChosen = action;
    }

    /** Sets what happens when a part is opened. */
    public void onOpened(IntConsumer action) {
        whenOpened = action;
    }

    /** Sets what happens on Backspace. */
    void onUp(Runnable action) {
        whenUp = action;
    }

    /** Shows these parts, the heaviest first; none is chosen. */
    public void show(List<Part> now) {
        parts = List.copyOf(now);
        chosen = -1;
        long most = parts.stream().filter(part -> !part.rest()).mapToLong(Part::weight).max().orElse(0);
        List<TreemapTile> made = new ArrayList<>();
        for (Part part : parts) {
            TreemapTile tile = new TreemapTile(part, most);
            int index = made.size();
            tile.setOnMouseClicked(event -> {
                if (event.getButton() == MouseButton.PRIMARY) {
                    requestFocus();
                    choose(index);
                    if (event.getClickCount() == 2) {
                        whenOpened.accept(index);
                    }
                }
            });
            made.add(tile);
        }
        nodes = List.copyOf(made);
        getChildren().setAll(nodes);
        describe();
        requestLayout();
    }

    /** What the map shows now. */
    public List<Part> parts() {
        return parts;
    }

    /** Marks a part as chosen without a report; -1 for none. */
    public void mark(int part) {
        chosen = part;
        for (int i = 0; i < nodes.size(); i++) {
            nodes.get(i).pseudoClassStateChanged(CHOSEN, i == part);
        }
        if (part >= 0) {
            // Its edge is drawn over its neighbours.
            nodes.get(part).toFront();
        }
        describe();
    }

    /** The chosen part; -1 if none is. */
    int chosen() {
        return chosen;
    }

    private void choose(int part) {
        if (part != chosen) {
            mark(part);
            whenChosen.accept(part);
        }
    }

    private void describe() {
        setAccessibleText(chosen >= 0 ? parts.get(chosen).description() : "");
        notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
    }

    private void pressed(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        boolean used = true;
        if (Direction.of(event.getCode()).isPresent()) {
            move(Direction.of(event.getCode()).get());
        } else if (event.getCode() == KeyCode.ENTER && chosen >= 0) {
            whenOpened.accept(chosen);
        } else if (event.getCode() == KeyCode.BACK_SPACE) {
            whenUp.run();
        } else if (event.getCode() == KeyCode.HOME && !parts.isEmpty()) {
            choose(0);
        } else if (event.getCode() == KeyCode.END && !parts.isEmpty()) {
            choose(parts.size() - 1);
        } else {
            used = false;
        }
        if (used) {
            event.consume();
        }
    }

    private void move(Direction direction) {
        if (chosen < 0) {
            if (!parts.isEmpty()) {
                choose(0);
            }
        } else if (chosen < tiles.size()) {
            direction.from(chosen, tiles).ifPresent(this::choose);
        }
    }

    @Override
    protected void layoutChildren() {
        double left = snappedLeftInset();
        double top = snappedTopInset();
        double width = getWidth() - left - snappedRightInset();
        double height = getHeight() - top - snappedBottomInset();
        tiles = Squarified.layOut(parts.stream().map(Part::weight).toList(), width + GAP, height + GAP);
        for (int i = 0; i < nodes.size(); i++) {
            Tile tile = tiles.get(i);
            double x = snapPositionX(left + tile.x());
            double y = snapPositionY(top + tile.y());
            double right = snapPositionX(left + tile.x() + tile.width()) - GAP;
            double bottom = snapPositionY(top + tile.y() + tile.height()) - GAP;
            TreemapTile node = nodes.get(i);
            node.setVisible(right > x && bottom > y);
            node.resizeRelocate(x, y, Math.max(0, right - x), Math.max(0, bottom - y));
        }
    }
}
