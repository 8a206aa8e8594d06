package org.etcdrecovery.console.widget;

import javafx.geometry.Insets;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.text.Text;

/**
 * A tooltip with the whole text of a field, only while the text does not fit: otherwise it would just cover other
 * things.
 */
public final class CutText {
    private CutText() {}

    /** Adds the tooltip to a field. */
    public static void install(TextField field) {
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(field.textProperty());
        Runnable look = () -> field.setTooltip(isCut(field) ? whole : null);
        field.textProperty().subscribe(look);
        field.widthProperty().subscribe(look);
        field.fontProperty().subscribe(look);
    }

    private static boolean isCut(TextField field) {
        Text text = new Text(field.getText());
        text.setFont(field.getFont());
        Insets insets = field.getInsets();
        return text.getLayoutBounds().getWidth() > field.getWidth() - insets.getLeft() - insets.getRight();
    }
}
