package org.etcdrecovery.console.widget;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Figures beside each other, each with what it is above and what to know about it below. A click copies one. */
public final class StatStrip extends HBox {
    /**
     * One figure.
     *
     * @param id    the id of its node
     * @param label what it is
     * @param value the figure
     * @param note  what to know about it; may be empty
     * @param mono  whether it is a hash or the like
     */
    public record Stat(String id, String label, String value, String note, boolean mono) {}

    /** The most letters that five figures have room for in their usual size: a revision below a thousand million. */
    private static final int LARGE = 11;

    private List<Stat> shown = List.of();
    /** The width for which the height is known; any change of what is shown makes it unknown. */
    private double measuredWidth = Double.NaN;
    private double measuredHeight;

    /** An empty strip. */
    public StatStrip() {
        getStyleClass().addAll("card-block", "stat-strip");
    }

    /** Shows these figures. */
    public void setStats(List<Stat> stats, String copyHint) {
        if (stats.equals(shown)) {
            return;
        }
        shown = List.copyOf(stats);
        getChildren().setAll(stats.stream().map(stat -> node(stat, copyHint)).toList());
    }

    @Override
    protected double computePrefHeight(double width) {
        // All cells are as wide as each other; asked without a width, their notes would wrap at every letter.
        double whole = width < 0 ? getWidth() : width;
        // A page asks several times for each pulse, and every time all notes would be wrapped anew.
        if (whole != measuredWidth) {
            double cell = whole / Math.max(1, getManagedChildren().size());
            measuredHeight = snapSizeY(
                    getManagedChildren().stream().mapToDouble(child -> child.prefHeight(cell)).max().orElse(0));
            measuredWidth = whole;
        }
        return measuredHeight;
    }

    @Override
    public void requestLayout() {
        measuredWidth = Double.NaN;
        super.requestLayout();
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    private static Node node(Stat stat, String copyHint) {
        Button value = new Button(stat.value());
        value.setId(stat.id());
        value.setMnemonicParsing(false);
        value.getStyleClass().setAll("stat-value");
        if (stat.mono()) {
            value.getStyleClass().add("mono");
        }
        if (stat.value().length() > LARGE) {
            value.getStyleClass().add("long");
        }
        value.setTooltip(new Tooltip(copyHint));
        value.setAccessibleText(stat.label() + " " + stat.value() + ", " + copyHint);
        value.setOnAction(_ -> copy(stat.value()));
        var label = Blocks.muted(stat.label());
        label.getStyleClass().add("stat-label");
        var note = Blocks.caption(stat.note());
        note.setMinHeight(USE_PREF_SIZE);
        VBox cell = new VBox(2, label, value, note);
        cell.getStyleClass().add("stat");
        cell.setAlignment(Pos.TOP_LEFT);
        cell.setMinWidth(0);
        cell.setPrefWidth(0);
        HBox.setHgrow(cell, Priority.ALWAYS);
        return cell;
    }

    private static void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        // Grouping is for the eye; a script wants the number.
        content.putString(text.replace("\u00a0", ""));
        Clipboard.getSystemClipboard().setContent(content);
    }
}
