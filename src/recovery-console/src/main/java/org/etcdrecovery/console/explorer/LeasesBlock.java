package org.etcdrecovery.console.explorer;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.explorer.LeaseKeys.Listed;
import org.etcdrecovery.console.explorer.table.DataTable;
import org.etcdrecovery.console.explorer.table.TableExport;
import org.etcdrecovery.console.finding.FailureNotice;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Painted;
import org.etcdrecovery.console.widget.ReadingProgress;
import org.etcdrecovery.core.contents.KeyRow;
import org.etcdrecovery.core.contents.SnapshotContents.Lease;

/** The leases, and beside them the keys of the chosen one. */
final class LeasesBlock extends HBox {
    private final Texts texts = Texts.of("explorer");
    private final Label title = Blocks.strong(texts.get("leases.choose"));
    private final ObservableList<KeyRow> keys = FXCollections.observableArrayList();

    LeasesBlock(DataTable<Lease> leases, ContentsViewModel model, TableExport export,
            BiConsumer<byte[], Optional<Long>> show) {
        super(14);
        LeaseKeys chosen = model.leaseKeys();
        DataTable<KeyRow> table = new DataTable<KeyRow>("leaseKeys", texts.get("leases.keys.none"), keys)
                .mono("tree.key", KeyRow::text)
                .figure("history.size", KeyRow::valueSize, row -> Quantities.size(row.valueSize()))
                .exportedBy(export);
        table.narrow();
        table.whenOpened(texts.get("leases.show"), row -> show.accept(row.key(), Optional.empty()), _ -> true);
        title.setId("leaseTitle");
        title.setMinHeight(32);
        FailureNotice failure = new FailureNotice();
        chosen.failed()
                .subscribe(failed -> failed.ifPresentOrElse(why -> failure.show(texts.get("failed"), why),
                        failure::clear));
        VBox.setVgrow(table, Priority.ALWAYS);
        VBox side = new VBox(8, new HBox(10, title, new ReadingProgress("leaseReading", chosen.activity())), failure);
        // The leases first: both tables in one pulse would be a noticeable pause.
        Painted.then(() -> side.getChildren().add(table));
        side.setMinWidth(0);
        side.setPrefWidth(0);
        leases.setMinWidth(0);
        leases.setPrefWidth(0);
        HBox.setHgrow(leases, Priority.ALWAYS);
        HBox.setHgrow(side, Priority.ALWAYS);
        setMinHeight(0);
        getChildren().setAll(leases, side);
        leases.table().getSelectionModel().selectedItemProperty().subscribe(lease -> {
            if (lease == null) {
                chosen.forget();
            } else {
                model.inspected().get().ifPresent(file -> chosen.read(file, lease.id()));
            }
        });
        chosen.listed().subscribe(this::show);
    }

    private void show(Optional<Listed> now) {
        keys.setAll(now.map(Listed::keys).orElse(List.of()));
        title.setText(now.map(one -> texts.get(one.cut() ? "leases.first" : "leases.of", one.lease().toString(),
                Quantities.number(one.keys().size()))).orElse(texts.get("leases.choose")));
    }
}
