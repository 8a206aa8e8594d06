package org.etcdrecovery.console.step.cluster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.collections.ListChangeListener;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.step.cluster.MemberRow.Remark;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.FittedColumns;
import org.etcdrecovery.console.widget.FittedColumns.Face;
import org.etcdrecovery.console.widget.Icons;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.plan.Problem.Severity;

/**
 * The table of members. Every cell is a field that looks like text until the pointer is over it. With a handful of
 * rows, all of them being edited, that is easier to learn than the cells of a table control.
 */
final class MemberGrid extends VBox {
    private static final double NAME = 128;
    private static final double WIDEST_NAME = 240;
    /** What a name cell needs beside the name. */
    private static final double NAME_PADDING = 28;
    private static final double ID = 150;
    private static final double MENU = 40;
    private static final double URLS = 120;

    private final ClusterViewModel model;
    private final Texts texts;
    private final Map<MemberRow, MemberRowView> views = new HashMap<>();
    private final VBox body = new VBox();
    private final VBox foot = new VBox();
    private final ReadOnlyDoubleWrapper nameWidth = new ReadOnlyDoubleWrapper(NAME);

    MemberGrid(ClusterViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        setId("membersTable");
        getStyleClass().addAll("card-block", "member-grid");
        getChildren().setAll(head(), body, foot);
        model.table().rows().addListener((ListChangeListener<MemberRow>) _ -> refresh());
        model.notes().ofTable().subscribe(this::showRemarks);
        refresh();
    }

    private Node head() {
        GridPane head = grid(nameWidth.getReadOnlyProperty());
        head.getStyleClass().add("member-head");
        List<String> names = List.of("name", "peerUrls", "clientUrls", "id");
        for (int i = 0; i < names.size(); i++) {
            Label label = Blocks.strong(texts.get("column." + names.get(i)));
            label.getStyleClass().addAll("muted", "grid-head");
            head.add(label, i, 0);
        }
        return head;
    }

    /** A grid with the columns that every row has, the first of this width. */
    static GridPane grid(ReadOnlyDoubleProperty nameWidth) {
        GridPane grid = new GridPane();
        ColumnConstraints name = new ColumnConstraints();
        name.minWidthProperty().bind(nameWidth);
        name.prefWidthProperty().bind(nameWidth);
        name.maxWidthProperty().bind(nameWidth);
        ColumnConstraints urls = new ColumnConstraints(URLS, URLS, Double.MAX_VALUE);
        urls.setHgrow(Priority.ALWAYS);
        ColumnConstraints menu = new ColumnConstraints(MENU);
        menu.setHalignment(HPos.CENTER);
        grid.getColumnConstraints()
                .setAll(name, urls, urls, new ColumnConstraints(ID), menu);
        return grid;
    }

    private void refresh() {
        List<MemberRow> rows = model.table().rows();
        views.keySet().retainAll(rows);
        List<Node> shown = new ArrayList<>();
        for (MemberRow row : rows) {
            MemberRowView view = views.computeIfAbsent(row, this::view);
            view.number(rows.indexOf(row) + 1);
            shown.add(view);
        }
        if (shown.isEmpty()) {
            Label empty = Blocks.muted(texts.get("empty"));
            empty.getStyleClass().add("member-empty");
            shown.add(empty);
        }
        body.getChildren().setAll(shown);
        fitNames();
    }

    private MemberRowView view(MemberRow row) {
        row.name().subscribe((_, _) -> fitNames());
        return new MemberRowView(model, row, texts, nameWidth.getReadOnlyProperty(), this::move);
    }

    /** Names that differ at their end are common, and a field shows only its beginning. */
    private void fitNames() {
        double widest = FittedColumns.width(model.table().rows().stream().map(row -> row.name().get()), Face.STRONG);
        nameWidth.set(Math.clamp(widest + NAME_PADDING, NAME, WIDEST_NAME));
    }

    /** Moves the focus to the same cell of another row. */
    private void move(MemberRow from, int column, int by) {
        int to = model.table().rows().indexOf(from) + by;
        if (to >= 0 && to < model.table().rows().size()) {
            MemberRowView view = views.get(model.table().rows().get(to));
            if (view != null) {
                view.focus(column);
            }
        }
    }

    private void showRemarks(List<Remark> remarks) {
        foot.getChildren().setAll(remarks.stream().map(remark -> remark("", remark)).toList());
    }

    /** A line of text below the row it is about. */
    static HBox remark(String about, Remark remark) {
        RichText text = new RichText(about.isEmpty() ? remark.text() : "**" + about + ":** " + remark.text());
        HBox.setHgrow(text, Priority.ALWAYS);
        boolean wrong = remark.severity() == Severity.REFUSAL;
        HBox row = new HBox(10, Icons.of(wrong ? Tone.DANGER : Tone.WARNING), text);
        row.getStyleClass().add("member-remark");
        (wrong ? Tone.DANGER : Tone.WARNING).applyTo(row);
        return row;
    }
}
