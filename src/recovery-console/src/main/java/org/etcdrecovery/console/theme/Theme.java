package org.etcdrecovery.console.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.text.Font;

/** The theme of the application, which follows the desktop until the operator picks one. */
public final class Theme {
    private static final List<String> FONTS = List.of("inter/Inter-Regular.otf", "inter/Inter-SemiBold.otf",
            "inter/Inter-Bold.otf", "jetbrains_mono/JetBrainsMono-Regular.ttf",
            "jetbrains_mono/JetBrainsMono-Bold.ttf");

    private final ObjectProperty<ThemeChoice> choice = new SimpleObjectProperty<>(ThemeChoice.DESKTOP);
    private final ReadOnlyBooleanWrapper dark = new ReadOnlyBooleanWrapper();

    /** Loads the fonts and sets the theme of the whole application. Call on the FX thread. */
    public Theme() {
        FONTS.forEach(Theme::load);
        choice.addListener((_, _, _) -> apply());
        Platform.getPreferences().colorSchemeProperty().addListener((_, _, _) -> apply());
        apply();
    }

    /** The chosen theme. */
    public ObjectProperty<ThemeChoice> choice() {
        return choice;
    }

    /** Whether the current theme is dark. */
    public ReadOnlyBooleanProperty dark() {
        return dark.getReadOnlyProperty();
    }

    /** Switches between light and dark. */
    public void toggle() {
        choice.set(dark.get() ? ThemeChoice.LIGHT : ThemeChoice.DARK);
    }

    /** Adds the console's own styles to a scene. */
    public void dress(Scene scene) {
        scene.getStylesheets().add(Objects.requireNonNull(Theme.class.getResource("console.css")).toExternalForm());
    }

    private void apply() {
        dark.set(switch (choice.get()) {
            case LIGHT -> false;
            case DARK -> true;
            case DESKTOP -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
        });
        Application.setUserAgentStylesheet(
                (dark.get() ? new PrimerDark() : new PrimerLight()).getUserAgentStylesheet());
    }

    private static void load(String name) {
        try (InputStream font = Theme.class.getResourceAsStream("/com/formdev/flatlaf/fonts/" + name)) {
            Font.loadFont(Objects.requireNonNull(font, name), 13);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
