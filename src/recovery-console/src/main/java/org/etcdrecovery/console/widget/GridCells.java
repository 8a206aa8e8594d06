package org.etcdrecovery.console.widget;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The cells of a table that is a grid, whose rows are as high as their contents. */
public final class GridCells {
    private GridCells() {}

    /** A cell. */
    public static VBox of(Node... content) {
        VBox cell = new VBox(2, content);
        cell.getStyleClass().addAll("grid-cell", "plan-cell");
        cell.setMinWidth(0);
        return cell;
    }

    /** The first cell of a row, whose icon says how it ended. */
    public static VBox icon(Tone tone, String accessibleText) {
        FontIcon icon = Icons.of(tone);
        icon.setAccessibleText(accessibleText);
        return of(icon);
    }

    /**
     * The head of a column.
     *
     * @param styleClass that of the heads of its table
     */
    public static VBox head(String text, String styleClass) {
        Label label = Blocks.strong(text);
        label.getStyleClass().addAll("muted", "grid-head");
        VBox cell = of(label);
        cell.getStyleClass().add(styleClass);
        return cell;
    }
}
