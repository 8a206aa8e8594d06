package org.etcdrecovery.console.step.source.cluster;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.CutText;
import org.etcdrecovery.console.widget.FittedColumns.Face;
import org.etcdrecovery.console.widget.FittedTable;
import org.etcdrecovery.console.widget.NodeColumn;
import org.etcdrecovery.console.widget.Pill;
import org.etcdrecovery.core.text.Shown;

/**
 * The table of members, as high as its rows. Each row has two lines: what members are compared by, and below it what
 * identifies or explains it.
 */
final class MembersTable extends TableView<MemberRow> {
    private static final double ROW = 46;
    private static final int MOST_ROWS = 7;

    private final Texts texts = Texts.of("source");

    MembersTable(ObservableList<MemberRow> rows) {
        super(rows);
        setId("memberTable");
        setAccessibleText(texts.get("table.name"));
        FittedTable<MemberRow> fitted = new FittedTable<>(this, ROW, MOST_ROWS);
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
        fitted.follow(columns -> {
            columns.flex(member, Math.max(fitted.widest(MemberRow::name, Face.STRONG),
                    fitted.widest(MemberRow::id, Face.SMALL_MONO)));
            columns.flex(endpoint, fitted.widest(MemberRow::key, Face.MONO));
            columns.fix(role, Math.max(fitted.widest(MemberRow::role, Face.TEXT),
                    fitted.widest(MemberRow::version, Face.CAPTION)));
            columns.fix(revision, fitted.widest(MemberRow::revision, Face.TEXT));
            columns.fix(index, fitted.widest(MemberRow::index, Face.TEXT));
            columns.fix(size, fitted.widest(MemberRow::size, Face.TEXT));
            columns.fix(state, fitted.widestPill(MemberRow::state));
        });
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
