package org.etcdrecovery.console.step.cluster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.finding.ExplanationLink;
import org.etcdrecovery.console.step.cluster.MemberRow.Remark;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Icons;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.plan.Problem.Severity;

/**
 * The table of members. Every cell is a field that looks like text until the pointer is over it. With a handful of
 * rows, all of them being edited, that is easier to learn than the cells of a table control.
 */
final class MemberGrid extends VBox {
    private final ClusterViewModel model;
    private final Texts texts;
    private final Map<MemberRow, MemberRowView> views = new HashMap<>();
    private final VBox body = new VBox();
    private final VBox foot = new VBox();
    private final MemberColumns columns = new MemberColumns();

    MemberGrid(ClusterViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        setId("membersTable");
        getStyleClass().addAll("card-block", "member-grid");
        getChildren().setAll(head(), body, foot);
        model.table().rows().addListener((ListChangeListener<MemberRow>) _ -> refresh());
        model.notes().ofTable().subscribe(this::showRemarks);
        widthProperty().subscribe((_, _) -> fit());
        refresh();
    }

    private Node head() {
        List<Label> labels = List.of("name", "peerUrls", "clientUrls", "id").stream().map(this::head).toList();
        GridPane head = columns.grid(labels.get(0), labels.get(1), labels.get(2), labels.get(3), new Region());
        head.getStyleClass().add("member-head");
        return head;
    }

    private Label head(String column) {
        Label label = Blocks.strong(texts.get("column." + column));
        label.getStyleClass().addAll("muted", "grid-head");
        return label;
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
        fit();
    }

    private MemberRowView view(MemberRow row) {
        List.of(row.name(), row.peerUrls(), row.clientUrls()).forEach(text -> text.subscribe((_, _) -> fit()));
        return new MemberRowView(model, row, texts, columns, this::move);
    }

    private void fit() {
        columns.fit(model.table().rows(), getWidth());
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
        ExplanationLink explain = new ExplanationLink(remark.code());
        // A click elsewhere on the line leads to the cell.
        explain.setOnMouseClicked(MouseEvent::consume);
        HBox row = new HBox(10, Icons.of(wrong ? Tone.DANGER : Tone.WARNING), text, explain);
        row.getStyleClass().add("member-remark");
        (wrong ? Tone.DANGER : Tone.WARNING).applyTo(row);
        return row;
    }
}
