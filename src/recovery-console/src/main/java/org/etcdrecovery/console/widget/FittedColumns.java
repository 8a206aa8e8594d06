package org.etcdrecovery.console.widget;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/**
 * Gives the columns of a table the width of their content. If they do not fit, those that may give way become narrower,
 * the widest first; if there is space left, they become wider.
 *
 * @param <T> the type of a row
 */
public final class FittedColumns<T> {
    /** A column that gives way keeps as much: enough for a beginning and an end. */
    private static final double NARROWEST = 72;
    /** How many texts are measured: the longest ones by characters are nearly always the widest. */
    private static final int MEASURED = 5;

    /** The fonts of the style sheet, to measure without waiting for it. */
    public enum Face {
        /** Words and figures. */
        TEXT("Inter", 13),
        /** The head of a column. */
        HEAD("Inter SemiBold", 12),
        /** Names. */
        STRONG("Inter SemiBold", 13),
        /** IDs, hashes, URLs, paths and keys. */
        MONO("JetBrains Mono", 12),
        /** IDs, hashes, URLs, paths and keys on a second line. */
        SMALL_MONO("JetBrains Mono", 11),
        /** Words on a second line. */
        CAPTION("Inter", 11.5),
        /** Words in a pill, whose own padding is not included. */
        PILL("Inter", 12);

        private final String family;
        private final double size;

        Face(String family, double size) {
            this.family = family;
            this.size = size;
        }
    }

    private record Want(double width, boolean givesWay) {}

    private final TableView<T> table;
    private final double padding;
    private final Map<TableColumn<T, ?>, Want> wants = new LinkedHashMap<>();
    /** Once the table has its skin. */
    private @Nullable ScrollBar scrollBar;

    /**
     * Takes over the widths of a table's columns.
     *
     * @param padding the blanks at both sides of a cell, together
     */
    public FittedColumns(TableView<T> table, double padding) {
        this.table = table;
        this.padding = padding;
        table.setColumnResizePolicy(TableView.UNCONSTRAINED_RESIZE_POLICY);
        table.widthProperty().subscribe(this::fit);
        // The scroll bar comes and goes with the rows, after they have been laid out.
        table.needsLayoutProperty().subscribe(dirty -> {
            if (!dirty) {
                fit();
            }
        });
    }

    /** The width of the widest of these texts, rounded up. */
    public static double width(Stream<String> texts, Face face) {
        Text probe = new Text();
        probe.setFont(Font.font(face.family, face.size));
        return Math.ceil(texts.sorted(Comparator.comparingInt(String::length).reversed())
                .limit(MEASURED)
                .mapToDouble(text -> {
                    probe.setText(text);
                    return probe.getLayoutBounds().getWidth();
                })
                .max()
                .orElse(0));
    }

    /** Gives a column the width of its head or its content, whichever is wider. */
    public void fix(TableColumn<T, ?> column, double content) {
        wants.put(column, new Want(whole(column, content), false));
        fit();
    }

    /** Gives a column that width if there is space, and more if there is space left. */
    public void flex(TableColumn<T, ?> column, double content) {
        wants.put(column, new Want(whole(column, content), true));
        fit();
    }

    private double whole(TableColumn<?, ?> column, double content) {
        return Math.max(width(Stream.of(column.getText()), Face.HEAD), content) + padding;
    }

    private void fit() {
        double space = table.getWidth() - table.getInsets().getLeft() - table.getInsets().getRight() - scrollBar();
        var shown = wants.entrySet().stream().filter(want -> want.getKey().isVisible()).toList();
        if (space <= 0 || shown.isEmpty()) {
            return;
        }
        double fixed = shown.stream()
                .map(Map.Entry::getValue)
                .filter(want -> !want.givesWay)
                .mapToDouble(Want::width)
                .sum();
        double wanted = shown.stream()
                .map(Map.Entry::getValue)
                .filter(Want::givesWay)
                .mapToDouble(Want::width)
                .sum();
        double rest = space - fixed;
        double most = wanted > rest ? most(rest) : Double.MAX_VALUE;
        double more = wanted > 0 && wanted < rest ? rest / wanted : 1;
        shown.forEach(want -> {
            double width = want.getValue().width;
            set(want.getKey(), want.getValue().givesWay ? Math.min(Math.floor(width * more), most) : width);
        });
    }

    /** The width of those that give way, so that together they take no more than this; narrower ones keep theirs. */
    private double most(double space) {
        double[] widths = wants.entrySet()
                .stream()
                .filter(want -> want.getKey().isVisible() && want.getValue().givesWay)
                .mapToDouble(want -> want.getValue().width)
                .sorted()
                .toArray();
        double left = space;
        for (int i = 0; i < widths.length; i++) {
            double share = left / (widths.length - i);
            if (widths[i] > share) {
                return Math.max(NARROWEST, Math.floor(share));
            }
            left -= widths[i];
        }
        return Double.MAX_VALUE;
    }

    private static void set(TableColumn<?, ?> column, double width) {
        column.setMinWidth(Math.min(width, NARROWEST));
        column.setPrefWidth(width);
    }

    private double scrollBar() {
        if (scrollBar == null) {
            scrollBar = (ScrollBar) table.lookup(".scroll-bar:vertical");
            if (scrollBar != null) {
                // Where the table had its layout before, nothing else would tell.
                scrollBar.visibleProperty().subscribe(this::fit);
                scrollBar.widthProperty().subscribe(this::fit);
            }
        }
        return scrollBar != null && scrollBar.isVisible() ? scrollBar.getWidth() : 0;
    }
}
