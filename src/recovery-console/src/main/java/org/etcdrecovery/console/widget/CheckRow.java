package org.etcdrecovery.console.widget;

import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.javafx.FontIcon;

/** One check: an icon for its state, its name, and a detail. */
public final class CheckRow extends HBox {
    private final FontIcon icon = Icons.of(Tone.NEUTRAL);
    private final RichText text = new RichText();

    /** A check that has not begun. */
    public CheckRow(String name) {
        super(8);
        getStyleClass().addAll("card-row", "check-row");
        HBox.setHgrow(text, Priority.ALWAYS);
        getChildren().setAll(icon, text);
        say(Tone.NEUTRAL, name, "");
    }

    /** Sets the state. */
    public void say(Tone tone, String name, String detail) {
        tone.applyTo(icon);
        icon.setIconCode(tone.rowIcon());
        text.setText(detail.isEmpty() ? "**" + name + "**" : "**" + name + "** " + detail);
        setAccessibleText(name + " " + detail);
    }
}
