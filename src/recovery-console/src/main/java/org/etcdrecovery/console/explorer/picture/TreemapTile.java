package org.etcdrecovery.console.explorer.picture;

import javafx.css.PseudoClass;
import javafx.geometry.VPos;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.etcdrecovery.console.explorer.picture.Treemap.Part;
import org.etcdrecovery.core.text.Shown;

/** A part of a treemap: its shade says how heavy it is. A text that does not fit as a whole gives way. */
final class TreemapTile extends Region {
    private static final double PADDING = 8;
    private static final double FAINTEST = 0.22;
    /** From here on the shade is so strong that light text is easier to read. */
    private static final double STRONG = 0.8;
    private static final PseudoClass DARK = PseudoClass.getPseudoClass("strong");

    // Set here, because a size from the style sheet is not known while the tile is laid out.
    private static final Font NAME = Font.font("Inter SemiBold", 12);
    private static final Font SMALL_NAME = Font.font("Inter SemiBold", 10.5);
    private static final Font AMOUNT = Font.font("Inter", 12);

    private final Region shade = new Region();
    private final Region edge = new Region();
    private final Text name = text("treemap-name");
    private final Text amount = text("treemap-amount");
    private final String whole;

    TreemapTile(Part part, long most) {
        getStyleClass().add("treemap-tile");
        whole = Shown.text(part.name());
        amount.setFont(AMOUNT);
        amount.setText(part.amount());
        shade.getStyleClass().add("treemap-shade");
        edge.getStyleClass().add("treemap-edge");
        double share = most <= 0 ? 0 : (double) part.weight() / most;
        double strength = FAINTEST + (1 - FAINTEST) * Math.sqrt(share);
        shade.setOpacity(strength);
        pseudoClassStateChanged(DARK, strength >= STRONG);
        getChildren().setAll(shade, name, amount, edge);
        Tooltip.install(this, new Tooltip(part.description()));
    }

    private static Text text(String style) {
        Text text = new Text();
        text.getStyleClass().add(style);
        text.setTextOrigin(VPos.TOP);
        return text;
    }

    /** The name as it is shown, with line breaks; empty if it does not fit. */
    String shownName() {
        return name.isVisible() ? name.getText() : "";
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth() - 2 * PADDING;
        double height = getHeight() - 2 * PADDING;
        shade.resizeRelocate(0, 0, getWidth(), getHeight());
        edge.resizeRelocate(0, 0, getWidth(), getHeight());
        fitName(NAME, width);
        if (name.getText().isEmpty()) {
            fitName(SMALL_NAME, width);
        }
        double nameHeight = name.getLayoutBounds().getHeight();
        name.setVisible(!name.getText().isEmpty() && nameHeight <= height);
        name.relocate(PADDING, PADDING);
        double amountHeight = amount.getLayoutBounds().getHeight();
        amount.setVisible(name.isVisible() && nameHeight + amountHeight <= height
                && amount.getLayoutBounds().getWidth() <= width);
        amount.relocate(PADDING, PADDING + nameHeight);
    }

    private void fitName(Font font, double width) {
        name.setFont(font);
        name.setText(FittedName.of(whole, width, this::widthOf));
    }

    private double widthOf(String words) {
        name.setText(words);
        return name.getLayoutBounds().getWidth();
    }
}
