package org.etcdrecovery.console.step.source.cluster;

import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Pill;
import org.etcdrecovery.core.text.Shown;
import org.jspecify.annotations.Nullable;

/** The table of members, as high as its rows. */
final class MembersTable extends TableView<MemberRow> {
    private static final double ROW = 36;
    private static final double HEAD = 35;
    private static final int MOST_ROWS = 9;

    private final Texts texts = Texts.of("source");

    MembersTable(ObservableList<MemberRow> rows) {
        super(rows);
        setId("memberTable");
        getStyleClass().add("in-card");
        setAccessibleText(texts.get("table.name"));
        setFixedCellSize(ROW);
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        // Together no wider than the page next to the help in a window of 1280 pixels, scroll bar included: the state
        // must be readable.
        getColumns().add(member());
        getColumns().add(text("endpoint", 124, MemberRow::key, "mono"));
        getColumns().add(text("role", 78, MemberRow::role, ""));
        getColumns().add(text("version", 56, MemberRow::version, ""));
        getColumns().add(text("revision", 104, MemberRow::revision, "figure"));
        getColumns().add(text("raft", 76, MemberRow::index, "figure"));
        getColumns().add(text("size", 92, MemberRow::size, "figure"));
        getColumns().add(state());
        getColumns().forEach(column -> {
            column.setReorderable(false);
            column.setSortable(false);
        });
        rows.addListener((ListChangeListener<MemberRow>) _ -> fit());
        fit();
    }

    private void fit() {
        double height = HEAD + ROW * Math.clamp(getItems().size(), 1, MOST_ROWS);
        setMinHeight(height);
        setPrefHeight(height);
        setMaxHeight(height);
    }

    /** Selects the member with this endpoint. */
    void select(String key) {
        getItems().stream().filter(row -> row.key().equals(key)).findFirst().ifPresent(getSelectionModel()::select);
    }

    private TableColumn<MemberRow, String> text(String key, double width, Function<MemberRow, String> value,
            String style) {
        TableColumn<MemberRow, String> column = new TableColumn<>(texts.get("table." + key));
        column.setMinWidth(width);
        column.setPrefWidth(width);
        if (!style.isEmpty()) {
            column.getStyleClass().add(style);
        }
        column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(Shown.name(value.apply(cell.getValue()))));
        return column;
    }

    private TableColumn<MemberRow, MemberRow> member() {
        return rich("member", 100, row -> {
            Label id = Blocks.muted(row.id());
            id.getStyleClass().add("mono");
            HBox box = new HBox(5, Blocks.strong(Shown.name(row.name())), id);
            box.setAlignment(Pos.CENTER_LEFT);
            Tooltip.install(box, new Tooltip(Shown.name(row.name()) + " " + row.id()));
            return box;
        });
    }

    private TableColumn<MemberRow, MemberRow> state() {
        return rich("state", 106, row -> {
            HBox box = new HBox(new Pill(row.tone(), row.state()));
            box.setAlignment(Pos.CENTER_LEFT);
            return box;
        });
    }

    private TableColumn<MemberRow, MemberRow> rich(String key, double width, Function<MemberRow, HBox> content) {
        TableColumn<MemberRow, MemberRow> column = new TableColumn<>(texts.get("table." + key));
        column.setMinWidth(width);
        column.setPrefWidth(width);
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
        column.setCellFactory(_ -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable MemberRow row, boolean empty) {
                super.updateItem(row, empty);
                setGraphic(empty || row == null ? null : content.apply(row));
            }
        });
        return column;
    }
}
