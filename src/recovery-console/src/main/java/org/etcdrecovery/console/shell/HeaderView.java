package org.etcdrecovery.console.shell;

import java.util.List;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.CutText;
import org.etcdrecovery.console.widget.Icons;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.text.Shown;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignW;

/** The file that the run works on, always visible, and the buttons that are always at hand. */
public final class HeaderView extends HBox {
    /** The width from which the hash has space beside a usual name. */
    private static final double WIDE = 1180;

    private final Texts texts = Texts.of("shell");
    private final HBox pill = new HBox();
    private final FontIcon shield = Icons.of(MaterialDesignS.SHIELD_OUTLINE, 16);
    private final Label name = CutText.middle(Blocks.strong(""));
    private final Label revision = Blocks.muted("");
    private final Label hash = Blocks.mono("");
    private final Label saved = Blocks.muted("");
    private final Label from = CutText.middle(Blocks.muted(""));
    private final Label lacks = Blocks.muted("");
    private final Button theme = Icons.button(MaterialDesignW.WEATHER_NIGHT, texts.get("header.theme.dark"));
    private final FontIcon themeIcon = Icons.of(MaterialDesignW.WEATHER_NIGHT, 18);
    private final Button help = Icons.button(MaterialDesignH.HELP_CIRCLE_OUTLINE, texts.get("header.help"));
    private final Button menu = Icons.button(MaterialDesignD.DOTS_VERTICAL, texts.get("header.menu"));

    /** A header without a file. */
    public HeaderView() {
        getStyleClass().add("header");
        FontIcon icon = Icons.of(MaterialDesignB.BACKUP_RESTORE, 22);
        icon.getStyleClass().add("app-icon");
        Label app = new Label(texts.get("app.name"));
        app.getStyleClass().add("app-name");
        app.setMinWidth(USE_PREF_SIZE);
        pill.setId("workingOn");
        pill.getStyleClass().add("snapshot-pill");
        shield.getStyleClass().add("tone-icon");
        lacks.getStyleClass().add("lacks");
        pill.getChildren().setAll(shield, name, revision, hash, saved, from, lacks);
        pill.setMinWidth(0);
        // The step Inspect shows it too; the name of the file must be whole.
        widthProperty().subscribe(_ -> showHash());
        // A long name gives way: the figures and what is missing must be whole.
        List.of(revision, hash, saved, lacks).forEach(label -> label.setMinWidth(USE_PREF_SIZE));
        theme.setId("toggleTheme");
        theme.setGraphic(themeIcon);
        help.setId("help-button");
        menu.setId("menu");
        List.of(theme, help, menu).forEach(button -> button.setMinWidth(USE_PREF_SIZE));
        HBox buttons = new HBox(theme, help, menu);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        getChildren().setAll(icon, app, pill, Blocks.spacer(), buttons);
        showNothing();
    }

    /** Shows a file and what is known of it. */
    public void show(CurrentFile file) {
        Blocks.show(pill, true);
        name.setText(Shown.text(file.name()));
        setOrHide(revision, file.revision());
        hash.setText(Shown.text(file.hash()));
        from.setText(Shown.text(file.from()));
        showHash();
        setOrHide(saved, file.saved());
        setOrHide(lacks, file.lacks());
        file.tone().applyTo(lacks);
        file.tone().applyTo(shield);
        shield.setIconCode(icon(file.tone()));
        pill.setAccessibleText(String.join(", ",
                List.of(file.name(), file.revision(), file.hash(), file.saved(), file.from(), file.lacks())));
    }

    private void showHash() {
        Blocks.show((Node) hash, getWidth() >= WIDE && !hash.getText().isEmpty());
        Blocks.show((Node) from, getWidth() >= WIDE && !from.getText().isEmpty());
    }

    /** Shows no file. */
    public void showNothing() {
        Blocks.show(pill, false);
    }

    /** Names what the theme button leads to: the other theme. */
    public void showTheme(boolean dark) {
        String name = texts.get(dark ? "header.theme.light" : "header.theme.dark");
        themeIcon.setIconCode(dark ? MaterialDesignW.WEATHER_SUNNY : MaterialDesignW.WEATHER_NIGHT);
        theme.setAccessibleText(name);
        theme.setTooltip(new Tooltip(name));
    }

    /** Sets the action of the theme button. */
    public void onToggleTheme(Runnable action) {
        theme.setOnAction(_ -> action.run());
    }

    /** Sets the action of the help button. */
    public void onHelp(Runnable action) {
        help.setOnAction(_ -> action.run());
    }

    /** Sets the items of the menu. */
    public void setMenu(List<MenuItem> items) {
        ContextMenu popup = new ContextMenu(items.toArray(MenuItem[]::new));
        menu.setOnAction(_ -> popup.show(menu, Side.BOTTOM, 0, 0));
    }

    private static Ikon icon(Tone tone) {
        return switch (tone) {
            case NEUTRAL, ACCENT -> MaterialDesignS.SHIELD_OUTLINE;
            case SUCCESS -> MaterialDesignS.SHIELD_CHECK_OUTLINE;
            case WARNING -> MaterialDesignS.SHIELD_ALERT_OUTLINE;
            case DANGER -> MaterialDesignS.SHIELD_OFF_OUTLINE;
        };
    }

    private static void setOrHide(Label label, String text) {
        label.setText(Shown.text(text));
        Blocks.show((Node) label, !text.isEmpty());
    }

}
