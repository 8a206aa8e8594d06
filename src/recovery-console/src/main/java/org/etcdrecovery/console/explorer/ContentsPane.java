package org.etcdrecovery.console.explorer;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.explorer.ContentsTables.MemberLine;
import org.etcdrecovery.console.explorer.ContentsTables.MetaLine;
import org.etcdrecovery.console.explorer.table.DataTable;
import org.etcdrecovery.console.explorer.table.TableExport;
import org.etcdrecovery.console.finding.FailureNotice;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.DamageNotes;
import org.etcdrecovery.console.widget.Painted;
import org.etcdrecovery.console.widget.ReadingProgress;
import org.etcdrecovery.core.contents.SnapshotContents;
import org.etcdrecovery.core.contents.SnapshotContents.BucketSize;

/** The tab of one small part of a snapshot: its tables, and above them what could not be read. */
final class ContentsPane extends VBox {
    private final Texts texts = Texts.of("explorer");
    private final ContentsViewModel model;
    private final TableExport export;
    private final BiConsumer<byte[], Optional<Long>> show;

    /**
     * @param tab    the tab
     * @param model  what the file holds
     * @param export writes tables to files
     * @param show   shows a key, as of a revision or of the last
     */
    ContentsPane(ExplorerTab tab, ContentsViewModel model, TableExport export,
            BiConsumer<byte[], Optional<Long>> show) {
        super(12);
        this.export = export;
        this.show = show;
        this.model = model;
        FailureNotice failure = new FailureNotice();
        model.failed()
                .subscribe(failed -> failed.ifPresentOrElse(why -> failure.show(texts.get("failed"), why),
                        failure::clear));
        getChildren().setAll(new ReadingProgress(tab.id() + "Reading", model.activity()), failure, unreadable());
        List<Node> tables = tables(tab);
        // The tab before goes first: both in one pulse would be a noticeable pause.
        Painted.then(() -> getChildren().addAll(tables));
        model.need();
    }

    private Node unreadable() {
        DamageNotes notes = new DamageNotes();
        model.contents()
                .subscribe(contents -> notes.show(texts.get("damaged.contents"),
                        contents.map(SnapshotContents::unreadable).orElse(List.of())));
        return notes;
    }

    private List<Node> tables(ExplorerTab tab) {
        return switch (tab) {
            case MEMBERS -> List.of(filling(ContentsTables.members(texts,
                    rows((contents, rows) -> rows.setAll(MemberLine.of(contents, texts))))));
            case LEASES -> List.of(growing(new LeasesBlock(filling(ContentsTables.leases(texts,
                    rows((contents, rows) -> rows.setAll(contents.leases())))), model, export, show)));
            case AUTH -> List.of(growing(new AuthBlock(model, export)));
            case ALARMS -> List.of(filling(ContentsTables.alarms(texts,
                    rows((contents, rows) -> rows.setAll(contents.alarms())))));
            case META -> List.of(filling(ContentsTables.meta(texts,
                    rows((contents, rows) -> rows.setAll(MetaLine.of(contents.meta(), texts))))));
            case BUCKETS -> List.of(growing(buckets(rows((contents, rows) -> rows.setAll(contents.buckets())))));
            default -> throw new IllegalArgumentException(tab + " has a view of its own");
        };
    }

    private Node buckets(ObservableList<BucketSize> rows) {
        DataTable<BucketSize> table = filling(ContentsTables.buckets(texts, rows));
        table.narrow();
        return new BucketsBlock(table, rows);
    }

    private static Node growing(Node node) {
        VBox.setVgrow(node, Priority.ALWAYS);
        return node;
    }

    private <T> DataTable<T> filling(DataTable<T> table) {
        VBox.setVgrow(table, Priority.ALWAYS);
        return table.exportedBy(export).readBy(model.activity());
    }

    private <T> ObservableList<T> rows(BiConsumer<SnapshotContents, ObservableList<T>> fill) {
        ObservableList<T> rows = FXCollections.observableArrayList();
        model.contents().subscribe((Optional<SnapshotContents> contents) -> {
            rows.clear();
            contents.ifPresent(read -> fill.accept(read, rows));
        });
        return rows;
    }
}
