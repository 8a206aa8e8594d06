package org.etcdrecovery.console.widget;

import java.util.List;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.etcdrecovery.core.text.Shown;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;

/** Factories for the small parts of a screen. Texts may come from outside; {@link Shown} escapes them. */
public final class Blocks {
    private static final double FADED = 0.5;

    private static final double NUMBER = 16;

    private Blocks() {}

    /** A page: its head, then blocks one below the other. */
    public static VBox page(String title, String sentence, Node... blocks) {
        return page(title, new ReadOnlyStringWrapper(sentence), blocks);
    }

    /** A page whose sentence changes. */
    public static VBox page(String title, ObservableValue<String> sentence, Node... blocks) {
        VBox page = new VBox(head(title, sentence));
        page.getStyleClass().add("page");
        page.getChildren().addAll(blocks);
        return page;
    }

    private static Node head(String title, ObservableValue<String> sentence) {
        Label name = new Label(title);
        name.setId("pageTitle");
        name.getStyleClass().add("page-title");
        Label words = muted("");
        words.textProperty().bind(sentence.map(Shown::text));
        words.setWrapText(true);
        return new VBox(4, name, words);
    }

    /** Secondary text. */
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

    /** Emphasised text. */
    public static Label strong(String text) {
        Label label = new Label(Shown.text(text));
        label.getStyleClass().add("strong");
        return label;
    }

    /** Monospaced text: a hash, an ID, a URL, a path. */
    public static Label mono(String text) {
        Label label = new Label(Shown.text(text));
        label.getStyleClass().add("mono");
        return label;
    }

    /** A region that pushes its neighbours in a row apart. */
    public static Region spacer() {
        Region spacer = new Region();
        HBox.setHgrow(spacer, Priority.ALWAYS);
        return spacer;
    }

    /** Shows a node, or hides it without leaving a gap. */
    public static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    /** A small button, never narrower than its words. */
    public static Button smallButton(String id, String text) {
        Button button = new Button(text);
        button.setId(id);
        button.getStyleClass().add("small");
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    /** Greys parts that show an answer to another question than the one that is asked now. */
    public static void fade(boolean stale, Node... parts) {
        List.of(parts).forEach(part -> part.setOpacity(stale ? FADED : 1));
    }

    /** A sentence with an icon, which may hold outside text: nothing in it is taken for a mark. */
    public static HBox plainNote(Tone tone, String text) {
        Label words = new Label(Shown.text(text));
        words.setWrapText(true);
        words.setMinWidth(0);
        HBox note = new HBox(10, Icons.of(tone), words);
        note.getStyleClass().add("note");
        HBox.setHgrow(words, Priority.ALWAYS);
        // On a full page it would else give up all lines but one.
        note.setMinHeight(Region.USE_PREF_SIZE);
        return note;
    }

    /** A step of several: wrapped lines begin under the words, and the words of all steps at one place. */
    public static HBox numbered(int number, RichText words) {
        Label figure = strong(number + ".");
        figure.setMinWidth(NUMBER);
        HBox.setHgrow(words, Priority.ALWAYS);
        return new HBox(10, figure, words);
    }

    /** A sentence that explains something, and perhaps what belongs to it. */
    public static HBox info(Node text) {
        HBox note = new HBox(10, Icons.of(MaterialDesignI.INFORMATION_OUTLINE), text);
        note.getStyleClass().add("note");
        HBox.setHgrow(text, Priority.ALWAYS);
        return note;
    }

    /** A sentence with an icon, and perhaps what belongs to it. */
    public static HBox note(Tone tone, Node text) {
        HBox note = new HBox(10, Icons.of(tone), text);
        note.getStyleClass().add("note");
        HBox.setHgrow(text, Priority.ALWAYS);
        return note;
    }
}
