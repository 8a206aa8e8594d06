package org.etcdrecovery.console.widget;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** Rows of a card that name a value, which wraps where it does not fit. */
public final class CopyRow {
    private static final double NAME = 76;

    private CopyRow() {}

    /** A row with a value that can be copied. */
    public static HBox of(String name, String value, String id) {
        HBox row = plain(name, value, id);
        Button copy = CommandBlock.copyButton(() -> value);
        copy.setMinWidth(Region.USE_PREF_SIZE);
        row.getChildren().addAll(Blocks.spacer(), copy);
        return row;
    }

    /** A row with a value that nobody copies. */
    public static HBox plain(String name, String value, String id) {
        Label label = Blocks.muted(name);
        label.setMinWidth(NAME);
        Label words = Blocks.mono(value);
        words.setId(id);
        words.setWrapText(true);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        return Card.row(label, words);
    }
}
