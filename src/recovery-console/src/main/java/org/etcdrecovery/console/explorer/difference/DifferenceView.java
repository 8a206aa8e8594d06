package org.etcdrecovery.console.explorer.difference;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.etcdrecovery.console.explorer.difference.Difference.Kind;
import org.etcdrecovery.console.explorer.difference.Difference.Part;
import org.etcdrecovery.console.explorer.difference.Difference.Row;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.text.Shown;
import org.jspecify.annotations.Nullable;

/** Two texts side by side. Only the rows in sight cost anything. */
public final class DifferenceView extends ListView<Row> {
    private static final double LINE = 18;
    /** Of a longer line the end is only in what is copied. */
    private static final int SHOWN = 400;
    /** How much of a long beginning that is the same on both sides is shown before the first difference. */
    private static final int LEAD = 24;
    private static final PseudoClass MARKED = PseudoClass.getPseudoClass("marked");

    private final Texts texts = Texts.of("explorer");

    /** An empty view. */
    public DifferenceView() {
        setId("difference");
        getStyleClass().add("difference");
        setFixedCellSize(LINE);
        setCellFactory(_ -> new Pair());
        setAccessibleText(texts.get("difference"));
    }

    /** Shows differences, from the first one on. */
    public void show(Difference difference) {
        getItems().setAll(difference.rows());
        for (int i = 0; i < difference.rows().size(); i++) {
            if (difference.rows().get(i).kind() != Kind.SAME) {
                scrollTo(Math.max(0, i - 3));
                return;
            }
        }
    }

    private final class Pair extends ListCell<Row> {
        private final HBox left = new HBox();
        private final HBox right = new HBox();
        private final HBox both = new HBox(left, right);

        Pair() {
            both.getStyleClass().add("difference-row");
            for (HBox side : List.of(left, right)) {
                side.getStyleClass().add("difference-side");
                side.setMinWidth(0);
                side.setPrefWidth(0);
                side.setAlignment(Pos.CENTER_LEFT);
                HBox.setHgrow(side, Priority.ALWAYS);
            }
            right.getStyleClass().add("right");
            both.setMinWidth(0);
            // A graphic gets the width that it prefers, and the cell the width of the list.
            setPrefWidth(0);
            both.prefWidthProperty().bind(widthProperty());
            both.setPrefHeight(LINE);
            setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        }

        @Override
        protected void updateItem(@Nullable Row row, boolean empty) {
            super.updateItem(row, empty);
            setText(null);
            if (empty || row == null) {
                setGraphic(null);
                return;
            }
            boolean late = beginsLate(row);
            List<Part> before = late ? withoutBeginning(row.left()) : row.left();
            List<Part> after = late ? withoutBeginning(row.right()) : row.right();
            fill(left, before, row.kind() == Kind.LEFT || row.kind() == Kind.CHANGED, "old");
            fill(right, after, row.kind() == Kind.RIGHT || row.kind() == Kind.CHANGED, "new");
            setGraphic(both);
            setAccessibleText(texts.get("difference." + row.kind(), words(before), words(after)));
        }

        /** Whether both sides begin with the same, so long that the first difference would be out of sight. */
        private static boolean beginsLate(Row row) {
            return row.kind() == Kind.CHANGED && !row.left().isEmpty() && !row.right().isEmpty()
                    && !row.left().getFirst().marked() && row.left().getFirst().equals(row.right().getFirst())
                    && row.left().getFirst().text().length() > 2 * LEAD;
        }

        private static List<Part> withoutBeginning(List<Part> parts) {
            String text = parts.getFirst().text();
            int from = text.length() - LEAD;
            int letter = Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from;
            return Stream.concat(Stream.of(new Part("…" + text.substring(letter), false)), parts.stream().skip(1))
                    .toList();
        }

        private void fill(HBox side, List<Part> parts, boolean differs, String style) {
            side.pseudoClassStateChanged(MARKED, differs && !parts.isEmpty());
            side.getChildren().setAll(parts.stream().map(part -> {
                Label label = new Label(cut(part.text()));
                label.getStyleClass().addAll("difference-text", style);
                label.pseudoClassStateChanged(MARKED, part.marked());
                return label;
            }).toList());
        }

        private static String words(List<Part> parts) {
            return cut(parts.stream().map(Part::text).collect(Collectors.joining()));
        }

        private static String cut(String line) {
            if (line.length() <= SHOWN) {
                return Shown.text(line);
            }
            int end = Character.isHighSurrogate(line.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN;
            return Shown.text(line.substring(0, end)) + "…";
        }
    }
}
