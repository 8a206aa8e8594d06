package org.etcdrecovery.console.explorer.picture;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.Background;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import org.etcdrecovery.console.widget.Blocks;

/**
 * What the colours of a picture mean. A canvas has no style sheet, so the colours of the picture are read from here: they
 * follow the theme.
 */
final class Legend extends FlowPane {
    private final List<Region> swatches;
    private final List<Label> words;

    /** @param styles the style class of each colour */
    Legend(List<String> styles) {
        super(16, 4);
        getStyleClass().add("legend");
        swatches = styles.stream().map(Legend::swatch).toList();
        words = styles.stream().map(_ -> Blocks.caption("")).toList();
        words.forEach(label -> label.setWrapText(false));
        for (int i = 0; i < swatches.size(); i++) {
            HBox entry = new HBox(6, swatches.get(i), words.get(i));
            entry.setAlignment(Pos.CENTER_LEFT);
            getChildren().add(entry);
        }
    }

    private static Region swatch(String style) {
        Region swatch = new Region();
        swatch.getStyleClass().addAll("swatch", style);
        return swatch;
    }

    /** Names a colour. */
    void name(int colour, String name) {
        words.get(colour).setText(name);
    }

    /** Shows or hides a colour that the picture does not have. */
    void show(int colour, boolean shown) {
        Blocks.show(getChildren().get(colour), shown);
    }

    /** Calls this after each change of a colour. */
    void onChange(Runnable action) {
        swatches.forEach(swatch -> swatch.backgroundProperty().subscribe(_ -> action.run()));
    }

    /** A colour; transparent until the style sheet was applied. */
    Paint paint(int colour) {
        Background background = swatches.get(colour).getBackground();
        return background == null || background.getFills().isEmpty()
                ? Color.TRANSPARENT
                : background.getFills().getFirst().getFill();
    }
}
