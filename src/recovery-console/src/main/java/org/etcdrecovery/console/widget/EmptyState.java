package org.etcdrecovery.console.widget;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.kordamp.ikonli.Ikon;

/** A placeholder for content that is not there yet: an icon, a sentence, and what to do. */
public final class EmptyState extends VBox {
    /** A placeholder with these actions. */
    public EmptyState(Ikon ikon, String sentence, Node... actions) {
        super(12);
        getStyleClass().add("empty-state");
        setAlignment(Pos.CENTER);
        Label words = Blocks.muted(sentence);
        words.setWrapText(true);
        words.setTextAlignment(TextAlignment.CENTER);
        getChildren().addAll(Icons.of(ikon, 32), words);
        getChildren().addAll(actions);
    }
}
