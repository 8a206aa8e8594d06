package org.etcdrecovery.console.explorer.keys;

import java.util.stream.IntStream;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Label;
import javafx.scene.control.Skin;
import javafx.scene.control.skin.CellSkinBase;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.etcdrecovery.console.explorer.keys.TreeRows.Row;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Icons;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;

/** A row of the tree: a name at its depth, and its figures. */
final class KeyCell extends IndexedCell<Row> {
    private static final double INDENT = 16;
    private static final double MARGIN = 8;
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final PseudoClass OPEN = PseudoClass.getPseudoClass("open");

    private final Texts texts;
    private final KeyTree tree;
    private final Region indent = new Region();
    private final FontIcon chevron = Icons.of(MaterialDesignC.CHEVRON_RIGHT, 16);
    private final StackPane toggle = new StackPane(chevron);
    private final SiblingName name = new SiblingName();
    private final FontIcon lock = Icons.of(MaterialDesignL.LOCK_OUTLINE, 14);
    private final Label keys = Blocks.muted("");
    private final Label bytes = new Label();

    KeyCell(KeyTree tree, Texts texts) {
        this.tree = tree;
        this.texts = texts;
        getStyleClass().add("key-row");
        toggle.getStyleClass().add("key-toggle");
        keys.getStyleClass().add("key-count");
        bytes.getStyleClass().add("key-bytes");
        HBox words = new HBox(6, name, lock);
        words.setMinWidth(0);
        words.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox box = new HBox(indent, toggle, words, keys, bytes);
        box.setAlignment(Pos.CENTER_LEFT);
        box.prefWidthProperty().bind(widthProperty());
        box.setMinWidth(0);
        setPrefWidth(0);
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        setGraphic(box);
        setOnMousePressed(event -> {
            if (event.getButton() == MouseButton.PRIMARY && !isEmpty()) {
                boolean onToggle = toggle.isVisible()
                        && toggle.getBoundsInLocal()
                                .contains(toggle.sceneToLocal(event.getSceneX(), event.getSceneY()));
                tree.pressed(getIndex(), onToggle || event.getClickCount() == 2);
            }
        });
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        return new CellSkinBase<>(this);
    }

    @Override
    public void updateIndex(int index) {
        super.updateIndex(index);
        refresh();
    }

    /** Shows whether its row is the selected one. */
    void mark() {
        pseudoClassStateChanged(CHOSEN, !isEmpty() && getIndex() == tree.selected());
    }

    private void refresh() {
        Row row = tree.row(getIndex());
        updateItem(row, row == null);
        // Unmanaged, a graphic would not come back.
        getGraphic().setVisible(row != null);
        mark();
        if (row == null) {
            return;
        }
        KeyRow words = tree.words(row);
        indent.setMinWidth(MARGIN + INDENT * row.depth());
        toggle.setVisible(row.subtree().expandable());
        chevron.setIconCode(row.open() ? MaterialDesignC.CHEVRON_DOWN : MaterialDesignC.CHEVRON_RIGHT);
        name.show(words.name(), shared(words.name(), row));
        pseudoClassStateChanged(OPEN, row.open() || (row.depth() == 0 && row.subtree().expandable()));
        Blocks.show(lock, words.secret());
        keys.setText(words.count());
        bytes.setText(Quantities.size(row.subtree().bytes()));
    }

    /** How many letters the name of a row shares with all siblings beside it. */
    private int shared(String text, Row row) {
        return IntStream.of(getIndex() - 1, getIndex() + 1)
                .mapToObj(tree::row)
                .filter(beside -> beside != null && beside.depth() == row.depth())
                .mapToInt(beside -> SiblingName.shared(text, KeyRow.name(beside.subtree().name(), texts)))
                .min()
                .orElse(0);
    }
}
