package org.etcdrecovery.console.step.source.cluster;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.CutText;
import org.etcdrecovery.console.widget.FittedColumns;
import org.etcdrecovery.console.widget.FittedColumns.Face;
import org.etcdrecovery.console.widget.NodeColumn;
import org.etcdrecovery.console.widget.Pill;
import org.etcdrecovery.console.widget.Wheel;
import org.etcdrecovery.core.text.Shown;

/**
 * The table of members, as high as its rows. Each row has two lines: what members are compared by, and below it what
 * identifies or explains it.
 */
final class MembersTable extends TableView<MemberRow> {
    private static final PseudoClass WHOLE = PseudoClass.getPseudoClass("whole");
    private static final double ROW = 46;
    private static final double HEAD = 35;
    private static final int MOST_ROWS = 7;
    private static final double CELL_PADDING = 15;
    private static final double PILL_PADDING = 16;

    private final Texts texts = Texts.of("source");

    MembersTable(ObservableList<MemberRow> rows) {
        super(rows);
        setId("memberTable");
        getStyleClass().add("in-card");
        setAccessibleText(texts.get("table.name"));
        setFixedCellSize(ROW);
        Wheel.leaveToPage(this);
        FittedColumns<MemberRow> columns = new FittedColumns<>(this, CELL_PADDING);
        // The names and the endpoints take what the others leave: their beginning and end tell them apart.
        var member = column("member", row -> cell(false,
                CutText.middle(Blocks.strong(row.name().isEmpty() ? texts.get("table.none") : row.name())),
                small(row.id(), "mono")));
        var endpoint = column("endpoint", row -> cell(false, CutText.middle(Blocks.mono(row.key()))));
        var role = column("role", row -> cell(false, text(row.role()),
                small(row.version().equals(texts.get("table.none")) ? "" : row.version(), "caption")));
        var revision = column("revision", row -> cell(true, text(row.revision()), small(row.ahead(), "caption")));
        var index = column("raft", row -> cell(true, text(row.index())));
        var size = column("size", row -> cell(true, text(row.size())));
        var state = column("state", row -> cell(false, new Pill(row.tone(), row.state())));
        Stream.of(revision, index, size).forEach(column -> column.getStyleClass().add("figure"));
        getColumns().setAll(List.of(member, endpoint, role, revision, index, size, state));
        Runnable fit = () -> {
            columns.flex(member, Math.max(widest(MemberRow::name, Face.STRONG),
                    widest(MemberRow::id, Face.SMALL_MONO)));
            columns.flex(endpoint, widest(MemberRow::key, Face.MONO));
            columns.fix(role, Math.max(widest(MemberRow::role, Face.TEXT),
                    widest(MemberRow::version, Face.CAPTION)));
            columns.fix(revision, widest(MemberRow::revision, Face.TEXT));
            columns.fix(index, widest(MemberRow::index, Face.TEXT));
            columns.fix(size, widest(MemberRow::size, Face.TEXT));
            columns.fix(state, widest(MemberRow::state, Face.PILL) + PILL_PADDING);
            fitHeight();
        };
        rows.addListener((ListChangeListener<MemberRow>) _ -> fit.run());
        fit.run();
    }

    private double widest(Function<MemberRow, String> text, Face face) {
        return FittedColumns.width(getItems().stream().map(text).map(Shown::name), face);
    }

    private void fitHeight() {
        double height = HEAD + ROW * Math.clamp(getItems().size(), 1, MOST_ROWS);
        setMinHeight(height);
        setPrefHeight(height);
        setMaxHeight(height);
        // While rows are added, a bar that is not needed would keep another one there that is not needed either.
        pseudoClassStateChanged(WHOLE, getItems().size() <= MOST_ROWS);
    }

    /** Selects the member with this endpoint. */
    void select(String key) {
        getItems().stream().filter(row -> row.key().equals(key)).findFirst().ifPresent(getSelectionModel()::select);
    }

    private static Label text(String words) {
        return new Label(Shown.name(words));
    }

    private static Label small(String words, String style) {
        Label label = Blocks.muted(Shown.name(words));
        label.getStyleClass().addAll(style, "second-line");
        return CutText.middle(label);
    }

    private static VBox cell(boolean figure, Label... lines) {
        VBox cell = new VBox(1);
        Stream.of(lines).filter(line -> !line.getText().isEmpty()).forEach(cell.getChildren()::add);
        cell.setAlignment(figure ? Pos.CENTER_RIGHT : Pos.CENTER_LEFT);
        return cell;
    }

    private TableColumn<MemberRow, MemberRow> column(String key, Function<MemberRow, Node> content) {
        return new NodeColumn<>(texts.get("table." + key), content);
    }
}
