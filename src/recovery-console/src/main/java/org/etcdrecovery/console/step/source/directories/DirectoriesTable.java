package org.etcdrecovery.console.step.source.directories;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Choosing;
import org.etcdrecovery.console.widget.CutText;
import org.etcdrecovery.console.widget.Icons;
import org.etcdrecovery.core.text.Shown;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** Data directories, one per row, one of them selected. There are few rows, so a table control would be too much. */
final class DirectoriesTable extends GridPane {
    private static final List<String> PARTS = List.of("compacted", "database", "committed", "maybe");
    private static final String CHOOSE = "choose-";
    private static final String REMOVE = "remove-";

    private final Texts texts = Texts.of("source");
    private final DirectoriesModel model;
    private final FlowPane legend = new FlowPane(16, 6);

    DirectoriesTable(DirectoriesModel model) {
        this.model = model;
        setId("directoryTable");
        legend.getStyleClass().addAll("card-row", "log-legend");
        getStyleClass().add("grid-table");
        ColumnConstraints name = new ColumnConstraints(0, 0, Double.MAX_VALUE);
        name.setHgrow(Priority.ALWAYS);
        getColumnConstraints()
                .setAll(column(36, HPos.CENTER), name, fitted(HPos.LEFT), fitted(HPos.RIGHT), fitted(HPos.RIGHT),
                        column(104, HPos.LEFT), column(48, HPos.CENTER));
    }

    /** As wide as what it shows: these columns are compared, figure by figure. */
    private static ColumnConstraints fitted(HPos alignment) {
        ColumnConstraints column = new ColumnConstraints();
        column.setHalignment(alignment);
        return column;
    }

    private static boolean isFitted(int column) {
        return column >= 2 && column <= 4;
    }

    private static ColumnConstraints column(double width, HPos alignment) {
        ColumnConstraints column = new ColumnConstraints(width);
        column.setHalignment(alignment);
        return column;
    }

    /** Updates the rows. The focus stays in the row that had it, or goes to the one that takes its place. */
    void refresh() {
        Optional<String> focused = focusedId();
        build();
        focused.flatMap(this::successor).ifPresent(Node::requestFocus);
    }

    private Optional<String> focusedId() {
        return controls().filter(Node::isFocused).map(Node::getId).findFirst();
    }

    /** A focused radio button means the chosen row. */
    private Optional<Node> successor(String id) {
        if (id.startsWith(CHOOSE)) {
            return controls().filter(node -> node instanceof RadioButton radio && radio.isSelected()).findFirst();
        }
        List<Node> removers = controls().filter(node -> node.getId().startsWith(REMOVE)).toList();
        return removers.stream()
                .filter(node -> node.getId().equals(id))
                .findFirst()
                .or(() -> removers.isEmpty()
                        ? Optional.empty()
                        : Optional.of(removers.getLast()));
    }

    private Stream<Node> controls() {
        return getChildren().stream()
                .filter(HBox.class::isInstance)
                .flatMap(cell -> ((HBox) cell).getChildren().stream())
                .filter(node -> node.getId() != null);
    }

    private void build() {
        getChildren().clear();
        head("name", 1);
        head("log", 2);
        head("db", 3);
        head("all", 4);
        head("bar", 5);
        add(cell(new Region(), false, false), 0, 0);
        add(cell(new Region(), false, false), 6, 0);
        ToggleGroup group = new ToggleGroup();
        explain();
        int at = 1;
        for (DirectoryRow row : model.rows()) {
            add(row, group, at);
            at++;
        }
    }

    private void head(String key, int column) {
        Label label = Blocks.strong(texts.get("directory.column." + key));
        label.getStyleClass().addAll("muted", "grid-head");
        HBox cell = cell(label, column == 3 || column == 4, false);
        cell.setMinWidth(isFitted(column) ? USE_PREF_SIZE : 0);
        add(cell, column, 0);
    }

    private void add(DirectoryRow row, ToggleGroup group, int at) {
        boolean chosen = model.chosen().get().filter(row::equals).isPresent();
        RadioButton radio = new RadioButton();
        radio.setId(CHOOSE + at);
        radio.setToggleGroup(group);
        radio.setAccessibleText(row.name());
        radio.setSelected(chosen);
        radio.setDisable(!row.canBeUsed());
        Choosing.on(radio, () -> model.chosen().set(Optional.of(row)));
        Label name = CutText.middle(Blocks.strong(row.name()));
        Label caption = Blocks.caption(row.caption());
        caption.pseudoClassStateChanged(PseudoClass.getPseudoClass("wrong"), row.problem());
        Label path = CutText.middle(Blocks.muted(row.path().toString()));
        path.getStyleClass().addAll("mono", "second-line");
        VBox names = new VBox(1, name, path, caption);
        names.setMinWidth(0);
        row.caution().ifPresent(caution -> {
            Label words = Blocks.caption(caution.words());
            words.setId("caution-" + at);
            words.pseudoClassStateChanged(
                    PseudoClass.getPseudoClass(caution.overruled() ? "wrong" : "risky"), true);
            names.getChildren().add(words);
        });
        Button remove = Icons.button(MaterialDesignC.CLOSE, texts.get("directory.remove", row.name()));
        remove.setId(REMOVE + at);
        remove.getStyleClass().add("small");
        remove.setOnAction(_ -> model.remove(row));
        Label all = chosen ? Blocks.strong(row.withLog()) : new Label(Shown.text(row.withLog()));
        List<Node> cells = List.of(radio, names, new Label(Shown.text(row.logEnd())),
                new Label(Shown.text(row.database())), all,
                row.bar().<Node>map(LogBar::new).orElseGet(Region::new), remove);
        for (int column = 0; column < cells.size(); column++) {
            HBox cell = cell(cells.get(column), column == 3 || column == 4, chosen);
            cell.getStyleClass().add("tall");
            cell.setMinWidth(isFitted(column) ? USE_PREF_SIZE : 0);
            if (column == cells.size() - 1) {
                // Its ring must not reach over the border of the card.
                cell.getStyleClass().add("last-cell");
            }
            if (row.problem() && column == 1) {
                add(cell, column, at, 5, 1);
            } else if (!row.problem() || column == 0 || column == cells.size() - 1) {
                add(cell, column, at);
            }
        }
    }

    private static HBox cell(Node content, boolean figure, boolean chosen) {
        HBox cell = new HBox(content);
        cell.getStyleClass().add("grid-cell");
        if (chosen) {
            cell.getStyleClass().add("chosen");
        }
        cell.setMinWidth(0);
        cell.setAlignment(figure ? Pos.CENTER_RIGHT : Pos.CENTER_LEFT);
        return cell;
    }

    /** Explains the colours of the bars: those of a damaged log only if there is one. */
    Node legend() {
        return legend;
    }

    private void explain() {
        List<DirectoryRow.Bar> bars = model.rows().stream().flatMap(row -> row.bar().stream()).toList();
        List<String> parts = new ArrayList<>(PARTS);
        if (bars.stream().anyMatch(bar -> bar.missing() > bar.maybe())) {
            parts.add("missing");
        }
        if (bars.stream().anyMatch(bar -> bar.behind() > bar.missing())) {
            parts.add("behind");
        }
        if (bars.stream().anyMatch(DirectoryRow.Bar::torn)) {
            parts.add("torn");
        }
        legend.getChildren().setAll(parts.stream().map(this::entry).toList());
    }

    private Node entry(String part) {
        Region mark = LogBar.mark(part);
        mark.setMinSize(10, 10);
        mark.setMaxSize(10, 10);
        HBox entry = new HBox(6, mark, Blocks.muted(texts.get("bar." + part)));
        entry.setAlignment(Pos.CENTER_LEFT);
        return entry;
    }
}
