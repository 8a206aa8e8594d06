package org.etcdrecovery.console.widget;

import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.core.text.Shown;

/** Figures side by side, each with a label above and a note below. A click copies the figure. */
public final class StatStrip extends HBox {
    /**
     * One figure.
     *
     * @param id    the id of its node
     * @param label what it is
     * @param value the figure
     * @param note  a note on it; may be empty
     * @param mono  whether to use a monospaced font, as for a hash
     */
    public record Stat(String id, String label, String value, String note, boolean mono) {}

    /** The longest text for which five figures fit at their usual size: a revision below a thousand million. */
    private static final int LARGE = 11;
    private static final PseudoClass LONG = PseudoClass.getPseudoClass("long");

    private List<Stat> shown = List.of();
    private List<Cell> cells = List.of();
    /** The width for which the height is cached; changed content resets it. */
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
        // While a file is being read its figures come one by one, and new nodes would have to be styled each time.
        if (cells.stream().map(cell -> cell.value.getId()).toList().equals(stats.stream().map(Stat::id).toList())) {
            for (int i = 0; i < stats.size(); i++) {
                cells.get(i).show(stats.get(i), copyHint);
            }
        } else {
            cells = stats.stream().map(stat -> new Cell(stat, copyHint)).toList();
            getChildren().setAll(cells);
        }
        // One size for all: figures in a row are compared.
        boolean isLong = stats.stream().anyMatch(stat -> stat.value().length() > LARGE);
        cells.forEach(cell -> cell.value.pseudoClassStateChanged(LONG, isLong));
        shown = List.copyOf(stats);
    }

    @Override
    protected double computePrefHeight(double width) {
        // All cells have the same width; without a width their notes would wrap at every letter.
        double whole = width < 0 ? getWidth() : width;
        // A page asks several times per pulse, and each time all notes would be wrapped anew.
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

    /** One figure, reused while its id stays the same. */
    private static final class Cell extends VBox {
        private final Label label = Blocks.muted("");
        private final Button value = new Button();
        private final Label note = Blocks.caption("");

        Cell(Stat stat, String copyHint) {
            super(2);
            value.setId(stat.id());
            value.setMnemonicParsing(false);
            value.getStyleClass().setAll("stat-value");
            if (stat.mono()) {
                value.getStyleClass().add("mono");
            }
            value.setTooltip(new Tooltip(copyHint));
            value.setOnAction(_ -> copy(value.getText()));
            label.getStyleClass().add("stat-label");
            note.setMinHeight(USE_PREF_SIZE);
            getChildren().setAll(label, onOneBaseline(value), note);
            getStyleClass().add("stat");
            setAlignment(Pos.TOP_LEFT);
            setMinWidth(0);
            setPrefWidth(0);
            HBox.setHgrow(this, Priority.ALWAYS);
            show(stat, copyHint);
        }

        /** Figures of different fonts and sizes: an invisible one of the usual size says where all of them sit. */
        private static HBox onOneBaseline(Button value) {
            Label usual = new Label("0");
            usual.getStyleClass().add("stat-baseline");
            usual.setVisible(false);
            usual.setMinWidth(0);
            usual.setPrefWidth(0);
            HBox line = new HBox(usual, value);
            line.getStyleClass().add("stat-line");
            line.setAlignment(Pos.BASELINE_LEFT);
            return line;
        }

        void show(Stat stat, String copyHint) {
            label.setText(Shown.text(stat.label()));
            value.setText(Shown.text(stat.value()));
            value.setAccessibleText(stat.label() + " " + stat.value() + ", " + copyHint);
            note.setText(Shown.text(stat.note()));
        }
    }

    private static void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        // Grouping is for the eye; a script needs the plain number.
        content.putString(text.replace("\u00a0", ""));
        Clipboard.getSystemClipboard().setContent(content);
    }
}
