package org.etcdrecovery.console.step.source.store;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.CutText;
import org.etcdrecovery.console.widget.FittedColumns.Face;
import org.etcdrecovery.console.widget.FittedTable;
import org.etcdrecovery.console.widget.NodeColumn;
import org.etcdrecovery.console.widget.Pill;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.text.Shown;
import org.jspecify.annotations.Nullable;

/** The snapshots in a store, one of them selected. A table control, because a store may hold a hundred thousand. */
final class StoreTable extends TableView<StoreRow> {
    private static final double ROW = 36;
    private static final int MOST_ROWS = 9;
    /** The names of the snapshots tell more than those of the platforms. */
    private static final double MOST_MAKER = 104;

    private final Texts texts = Texts.of("source");

    StoreTable(ObservableList<StoreRow> rows, ReadOnlyObjectWrapper<StoreRow> picked) {
        super(rows);
        setId("storeTable");
        setAccessibleText(texts.get("store.table.title"));
        FittedTable<StoreRow> fitted = new FittedTable<>(this, ROW, MOST_ROWS);
        var by = column("by", row -> CutText.middle(new Label(Shown.name(row.madeBy()))));
        var name = column("name", StoreTable::name);
        var taken = column("taken", row -> Blocks.muted(row.taken()));
        var revision = column("revision", row -> new Label(row.revision()));
        var size = column("size", row -> new Label(row.size()));
        var verdict = column("verdict", StoreTable::verdict);
        Stream.of(revision, size).forEach(column -> column.getStyleClass().add("figure"));
        getColumns().setAll(List.of(by, name, taken, revision, size, verdict));
        fitted.follow(columns -> {
            columns.flex(by, Math.min(MOST_MAKER, fitted.widest(StoreRow::madeBy, Face.TEXT)));
            columns.flex(name, fitted.widest(StoreRow::name, Face.STRONG));
            columns.fix(taken, fitted.widest(StoreRow::taken, Face.TEXT));
            columns.fix(revision, fitted.widest(StoreRow::revision, Face.TEXT));
            columns.fix(size, fitted.widest(StoreRow::size, Face.TEXT));
            columns.fix(verdict, fitted.widestPill(StoreRow::verdict));
        });
        getSelectionModel().selectedItemProperty().subscribe((before, now) -> pick(before, now, picked));
    }

    /** A gap is nothing to restore: the selection goes past it, in the direction in which it was going. */
    private void pick(@Nullable StoreRow before, @Nullable StoreRow now, ReadOnlyObjectWrapper<StoreRow> picked) {
        if (now == null) {
            return;
        }
        if (!now.isGap()) {
            picked.set(now);
            return;
        }
        int gap = getItems().indexOf(now);
        int step = before != null && getItems().indexOf(before) > gap ? -1 : 1;
        int next = Math.clamp(gap + (long) step, 0, getItems().size() - 1);
        // The selection may not be changed while it is changing.
        Platform.runLater(() -> getSelectionModel().clearAndSelect(next));
    }

    /** Selects a row and brings it into view. */
    void choose(StoreRow row) {
        if (!row.equals(getSelectionModel().getSelectedItem())) {
            getSelectionModel().select(row);
            scrollTo(Math.max(0, getItems().indexOf(row) - 1));
        }
    }

    private static Node name(StoreRow row) {
        return CutText.middle(row.isGap() ? Blocks.muted(row.name()) : Blocks.strong(Shown.name(row.name())));
    }

    private static Node verdict(StoreRow row) {
        return row.tone() == Tone.NEUTRAL ? Blocks.muted(row.verdict()) : new Pill(row.tone(), row.verdict());
    }

    private TableColumn<StoreRow, StoreRow> column(String key, Function<StoreRow, Node> content) {
        return new NodeColumn<>(texts.get("store.table." + key), content);
    }
}
