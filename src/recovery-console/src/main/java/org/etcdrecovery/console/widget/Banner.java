package org.etcdrecovery.console.widget;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.core.text.Shown;
import org.kordamp.ikonli.javafx.FontIcon;

/** The main message of a screen: an icon, a title, a sentence, and actions on the right. */
public final class Banner extends HBox {
    private final FontIcon icon = Icons.of(Tone.NEUTRAL.bannerIcon(), 24);
    private final Label title = new Label();
    private final RichText text = new RichText();
    private final HBox actions = new HBox(8);

    /** A neutral banner without text. */
    public Banner() {
        getStyleClass().add("banner");
        title.getStyleClass().add("banner-title");
        title.setWrapText(true);
        icon.getStyleClass().add("tone-icon");
        VBox words = new VBox(2, title, text);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        actions.setMinWidth(USE_PREF_SIZE);
        actions.setAlignment(Pos.BASELINE_LEFT);
        getChildren().setAll(icon, words, actions);
        setFocusTraversable(false);
        setAccessibleRole(AccessibleRole.TEXT);
        Blocks.show(actions, false);
    }

    /** Sets tone and text. */
    public void say(Tone tone, String headline, String sentence) {
        tone.applyTo(this);
        tone.applyTo(icon);
        icon.setIconCode(tone.bannerIcon());
        title.setText(Shown.text(headline));
        text.setText(sentence);
        Blocks.show(text, !sentence.isEmpty());
        setAccessibleText(title.getText() + ". " + text.plainText());
    }

    /** Sets the actions on the right. What is there already stays there, with the focus that it may have. */
    public void offer(Node... nodes) {
        if (!actions.getChildren().equals(List.of(nodes))) {
            actions.getChildren().setAll(nodes);
        }
        Blocks.show(actions, nodes.length > 0);
    }

    /** The current title. */
    public String title() {
        return title.getText();
    }
}
