package org.etcdrecovery.console.widget;

import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/** Icons, and buttons with only an icon. */
public final class Icons {
    private static final int ROW = 16;

    private Icons() {}

    /** An icon as high as a line of text. */
    public static FontIcon of(Ikon ikon) {
        return of(ikon, ROW);
    }

    /** An icon of this height in pixels. */
    public static FontIcon of(Ikon ikon, int size) {
        FontIcon icon = new FontIcon(ikon);
        icon.setIconSize(size);
        return icon;
    }

    /** The icon of a tone, in its colour. */
    public static FontIcon of(Tone tone) {
        FontIcon icon = of(tone.rowIcon());
        icon.getStyleClass().add("tone-icon");
        tone.applyTo(icon);
        return icon;
    }

    /** A button with only an icon; a tooltip and the accessible text give its name. */
    public static Button button(Ikon ikon, String name) {
        Button button = new Button(null, of(ikon, 18));
        button.getStyleClass().addAll("flat", "button-icon");
        button.setAccessibleText(name);
        button.setTooltip(new Tooltip(name));
        return button;
    }
}
