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
    /** In a tile that is narrower or lower than {@link #SMALL}. */
    private static final double SMALL_PADDING = 4;
    private static final double SMALL = 64;
    /** More lines are not read as one name. */
    private static final int MOST_LINES = 3;
    private static final double FAINTEST = 0.22;
    /** Up to this shade dark text can be read in the light theme; the next one up is strong enough for light text. */
    private static final double STRONGEST_UNDER_DARK = 0.72;
    private static final double FAINTEST_UNDER_LIGHT = 0.95;
    /** From here on a tile gets light text. */
    private static final double STRONG = 0.85;
    private static final PseudoClass DARK = PseudoClass.getPseudoClass("strong");
    private static final PseudoClass REST = PseudoClass.getPseudoClass("rest");

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
        double strength = part.rest() ? 1 : strength(most <= 0 ? 0 : (double) part.weight() / most);
        shade.setOpacity(strength);
        pseudoClassStateChanged(REST, part.rest());
        pseudoClassStateChanged(DARK, !part.rest() && strength >= FAINTEST_UNDER_LIGHT);
        getChildren().setAll(shade, name, amount, edge);
        // A tooltip takes longer to make than all the rest of a tile.
        setOnMouseEntered(_ -> {
            setOnMouseEntered(null);
            Tooltip.install(this, new Tooltip(part.description()));
        });
    }

    /** How strong the shade of a tile is. Those between what dark text and what light text can be read on are left out. */
    private static double strength(double share) {
        double even = FAINTEST + (1 - FAINTEST) * Math.sqrt(share);
        return even >= STRONG ? Math.max(even, FAINTEST_UNDER_LIGHT) : Math.min(even, STRONGEST_UNDER_DARK);
    }

    private static Text text(String style) {
        Text text = new Text();
        text.getStyleClass().add(style);
        text.setTextOrigin(VPos.TOP);
        return text;
    }

    @Override
    protected void layoutChildren() {
        double across = getWidth() < SMALL ? SMALL_PADDING : PADDING;
        double down = getHeight() < SMALL ? SMALL_PADDING : PADDING;
        double width = getWidth() - 2 * across;
        double height = getHeight() - 2 * down;
        shade.resizeRelocate(0, 0, getWidth(), getHeight());
        edge.resizeRelocate(0, 0, getWidth(), getHeight());
        // A name that is cut in the usual size may be whole in the small one.
        fitName(NAME, width, height);
        if (!name.getText().replace("\n", "").equals(whole)) {
            fitName(SMALL_NAME, width, height);
        }
        double nameHeight = name.getLayoutBounds().getHeight();
        name.setVisible(!name.getText().isEmpty() && nameHeight <= height);
        name.relocate(across, down);
        double amountHeight = amount.getLayoutBounds().getHeight();
        amount.setVisible(name.isVisible() && nameHeight + amountHeight <= height
                && amount.getLayoutBounds().getWidth() <= width);
        amount.relocate(across, down + nameHeight);
    }

    private void fitName(Font font, double width, double height) {
        name.setFont(font);
        name.setText("x");
        int lines = (int) Math.clamp(Math.floor(height / name.getLayoutBounds().getHeight()), 1, MOST_LINES);
        name.setText(FittedName.of(whole, width, lines, this::widthOf));
    }

    private double widthOf(String words) {
        name.setText(words);
        return name.getLayoutBounds().getWidth();
    }
}
