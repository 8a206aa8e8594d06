package org.etcdrecovery.console.widget;

import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** A bordered block, with or without a head. Lines separate its rows. */
public final class Card extends VBox {
    private static final PseudoClass ALONE = PseudoClass.getPseudoClass("alone");
    private static final PseudoClass LAST = PseudoClass.getPseudoClass("last-row");
    private static final double COUNT_WIDTH = 190;

    private final HBox head = new HBox(8);
    private final VBox body = new VBox();

    /** A card without a head. */
    public Card(Node... rows) {
        getStyleClass().add("card-block");
        body.getStyleClass().add("card-body");
        head.getStyleClass().add("card-head");
        getChildren().setAll(body);
        body.getChildren().addListener((ListChangeListener<Node>) _ -> markLast());
        body.getChildren().setAll(rows);
        // Without rows, nothing has changed.
        markLast();
    }

    /** A card with a head. */
    public static Card titled(String title, Node... rows) {
        Card card = new Card(rows);
        Label name = new Label(title);
        name.getStyleClass().add("card-title");
        card.head.getChildren().setAll(name);
        card.getChildren().setAll(card.head, card.body);
        return card;
    }

    /** Adds nodes to the head, after the title. */
    public Card withHead(Node... nodes) {
        head.getChildren().addAll(nodes);
        return this;
    }

    /** Replaces the title of a card that has one. */
    public void retitle(String title) {
        ((Label) head.getChildren().getFirst()).setText(title);
    }

    /** Replaces the rows. */
    public void setRows(List<? extends Node> rows) {
        body.getChildren().setAll(rows);
    }

    /** JavaFX CSS has no selector for the last child, and none for a node without siblings. */
    private void markLast() {
        head.pseudoClassStateChanged(ALONE, body.getChildren().isEmpty());
        for (Node row : body.getChildren()) {
            row.pseudoClassStateChanged(LAST, row.equals(body.getChildren().getLast()));
        }
    }

    /** The box that holds the rows. */
    public VBox body() {
        return body;
    }

    /** A row of a card: padded, its nodes side by side. */
    public static HBox row(Node... nodes) {
        HBox row = new HBox(10, nodes);
        row.getStyleClass().add("card-row");
        return row;
    }

    /** A row that begins with a count, in a column of its own. */
    public static HBox counted(String count, String words) {
        RichText text = new RichText(words);
        HBox.setHgrow(text, Priority.ALWAYS);
        return row(count(count), text);
    }

    /** The count at the beginning of such a row. */
    public static RichText count(String words) {
        RichText count = new RichText(words);
        count.setPrefWidth(COUNT_WIDTH);
        count.setMinWidth(COUNT_WIDTH);
        return count;
    }

    /** A section of a card, padded as a whole. */
    public static VBox section(Node... nodes) {
        VBox section = new VBox(8, nodes);
        section.getStyleClass().add("card-section");
        return section;
    }
}
