package org.etcdrecovery.console.widget;

import javafx.scene.control.Label;
import org.etcdrecovery.core.text.Shown;

/** A word or two in a coloured capsule. */
public final class Pill extends Label {
    /** A pill without an icon. */
    public Pill(Tone tone, String text) {
        super(Shown.text(text));
        getStyleClass().add("pill");
        tone.applyTo(this);
        setMinWidth(USE_PREF_SIZE);
    }

    /** A pill with the icon of its tone. */
    public static Pill withIcon(Tone tone, String text) {
        Pill pill = new Pill(tone, text);
        pill.setGraphic(Icons.of(tone.bannerIcon(), 13));
        return pill;
    }

    /** Changes tone and text. */
    public void say(Tone tone, String text) {
        tone.applyTo(this);
        setText(Shown.text(text));
    }
}
