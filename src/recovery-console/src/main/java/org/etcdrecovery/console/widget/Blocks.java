package org.etcdrecovery.console.widget;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.etcdrecovery.core.text.Shown;

/** The small pieces of a screen. Texts may come from outside: they are shown as {@link Shown} writes them. */
public final class Blocks {
    private Blocks() {}

    /** A page: its head, then blocks one below the other. */
    public static VBox page(String title, String sentence, Node... blocks) {
        VBox page = new VBox(head(title, sentence));
        page.getStyleClass().add("page");
        page.getChildren().addAll(blocks);
        return page;
    }

    private static Node head(String title, String sentence) {
        Label name = new Label(title);
        name.setId("pageTitle");
        name.getStyleClass().add("page-title");
        Label words = muted(sentence);
        words.setWrapText(true);
        return new VBox(4, name, words);
    }

    /** Text in the background's voice. */
    public static Label muted(String text) {
        Label label = new Label(Shown.text(text));
        label.getStyleClass().add("muted");
        return label;
    }

    /** A small text below a field or a figure. */
    public static Label caption(String text) {
        Label label = muted(text);
        label.getStyleClass().add("caption");
        label.setWrapText(true);
        return label;
    }

    /** A text that carries weight. */
    public static Label strong(String text) {
        Label label = new Label(Shown.text(text));
        label.getStyleClass().add("strong");
        return label;
    }

    /** A hash, an ID, a URL, a path. */
    public static Label mono(String text) {
        Label label = new Label(Shown.text(text));
        label.getStyleClass().add("mono");
        return label;
    }

    /** What pushes its neighbours in a row apart. */
    public static Region spacer() {
        Region spacer = new Region();
        HBox.setHgrow(spacer, Priority.ALWAYS);
        return spacer;
    }

    /** Shows a node, and gives it no room when it is not shown. */
    public static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    /** A sentence with an icon, for what is good to know. */
    public static HBox note(Tone tone, RichText text) {
        HBox note = new HBox(10, Icons.of(tone), text);
        note.getStyleClass().add("note");
        HBox.setHgrow(text, Priority.ALWAYS);
        return note;
    }
}
