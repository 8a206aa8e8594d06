package org.etcdrecovery.console.explorer.keys;

import java.util.Optional;
import java.util.function.IntConsumer;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.explorer.keys.KeysViewModel.Shown;
import org.etcdrecovery.console.explorer.keys.TreeRows.Row;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.jspecify.annotations.Nullable;

/**
 * The tree of the keys. It has cells for the rows in sight only, and no object for any other row, so that it scrolls over
 * millions. A tree table of JavaFX would hold an item for each.
 */
final class KeyTree extends VBox {
    /** The height of a row. */
    static final double ROW = 35;
    private static final double MARGIN = 10;

    private final Texts texts = Texts.of("explorer");
    private final RowFlow<KeyCell> flow = new RowFlow<>(ROW, () -> new KeyCell(this, texts));
    private final Label none = Blocks.muted("");
    private Optional<Shown> shown = Optional.empty();
    private int selected = -1;
    private IntConsumer whenSelected = _ -> {};
    private IntConsumer whenToggled = _ -> {};
    private Runnable whenEntered = () -> {};

    KeyTree() {
        setId("keyTree");
        getStyleClass().addAll("card-block", "key-tree");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.NODE);
        none.setId("treeNone");
        none.setWrapText(true);
        StackPane.setMargin(none, new Insets(MARGIN));
        StackPane rowsOrNone = new StackPane(flow, none);
        VBox.setVgrow(rowsOrNone, Priority.ALWAYS);
        HBox head = head();
        Region corner = new Region();
        head.getChildren().add(corner);
        // The figures of the rows are beside the scroll bar.
        flow.bar().visibleProperty().subscribe(shown -> {
            double width = MARGIN + (shown ? flow.bar().prefWidth(-1) : 0);
            corner.setMinWidth(width);
            corner.setMaxWidth(width);
        });
        getChildren().setAll(head, rowsOrNone);
        addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
    }

    private HBox head() {
        Label key = new Label(texts.get("tree.key"));
        Label keys = new Label(texts.get("tree.keys"));
        keys.getStyleClass().add("key-count");
        Label bytes = new Label(texts.get("tree.bytes"));
        bytes.getStyleClass().add("key-bytes");
        HBox head = new HBox(key, Blocks.spacer(), keys, bytes);
        head.getStyleClass().add("key-head");
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    void onSelected(IntConsumer action) {
        whenSelected = action;
    }

    void onToggled(IntConsumer action) {
        whenToggled = action;
    }

    /** Sets what Enter does on a key, which has nothing to open. */
    void onEntered(Runnable action) {
        whenEntered = action;
    }

    /**
     * Shows rows, or the same ones after a change.
     *
     * @param ifNone what to say without any row
     */
    void show(Optional<Shown> now, String ifNone) {
        shown = now;
        none.setText(ifNone);
        flow.show(now.map(one -> one.rows().size()).orElse(0));
        none.setVisible(now.filter(one -> one.rows().size() == 0).isPresent());
    }

    /** What is shown of a row. */
    KeyRow words(Row row) {
        return KeyRow.of(row.subtree(), shown.orElseThrow().state(), texts);
    }

    /** Marks a row and brings it into sight; -1 for none. */
    void mark(int row) {
        selected = row;
        flow.cells().forEach(KeyCell::mark);
        if (row >= 0) {
            flow.reveal(row);
        }
        describe();
    }

    /** The number of rows. */
    int size() {
        return flow.count();
    }

    int selected() {
        return selected;
    }

    @Nullable
    Row row(int index) {
        return index < 0
                ? null
                : shown.map(Shown::rows).filter(now -> index < now.size()).map(now -> now.get(index)).orElse(null);
    }

    @Override
    public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        return attribute == AccessibleAttribute.ITEM_COUNT
                ? Integer.valueOf(size())
                : super.queryAccessibleAttribute(attribute, parameters);
    }

    private void describe() {
        Row row = row(selected);
        setAccessibleText(row == null ? texts.get("tree.none") : describe(row));
        notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
    }

    private String describe(Row row) {
        KeyRow words = words(row);
        String key = row.subtree().expandable() ? row.open() ? "tree.say.open" : "tree.say.closed" : "tree.say.key";
        return texts.get(key, words.name(), words.count(), Quantities.size(row.subtree().bytes()),
                Quantities.number(row.depth() + 1));
    }

    void pressed(int row, boolean toggles) {
        requestFocus();
        whenSelected.accept(row);
        if (toggles) {
            whenToggled.accept(row);
        }
    }

    private void pressed(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown() || size() == 0) {
            return;
        }
        KeyCode code = event.getCode();
        int last = size() - 1;
        int to = switch (code) {
            case UP, KP_UP -> selected - 1;
            case DOWN, KP_DOWN -> selected + 1;
            case PAGE_UP -> selected - flow.page();
            case PAGE_DOWN -> selected + flow.page();
            case HOME -> 0;
            case END -> last;
            default -> Integer.MIN_VALUE;
        };
        if (to != Integer.MIN_VALUE) {
            whenSelected.accept(Math.clamp(to, 0, last));
        } else if (!opened(code)) {
            return;
        }
        event.consume();
    }

    /** What a key does to the selected row. Returns whether it was such a key. */
    private boolean opened(KeyCode code) {
        Row row = row(selected);
        if (row == null) {
            return false;
        }
        boolean expandable = row.subtree().expandable();
        switch (code) {
            case RIGHT, KP_RIGHT -> {
                if (expandable && !row.open()) {
                    whenToggled.accept(selected);
                } else if (row.open()) {
                    whenSelected.accept(selected + 1);
                }
            }
            case LEFT, KP_LEFT, BACK_SPACE -> {
                if (row.open() && code != KeyCode.BACK_SPACE) {
                    whenToggled.accept(selected);
                } else {
                    shown.ifPresent(now -> now.rows().parent(selected).ifPresent(whenSelected));
                }
            }
            case ENTER, SPACE -> {
                if (expandable) {
                    whenToggled.accept(selected);
                } else {
                    whenEntered.run();
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }
}
