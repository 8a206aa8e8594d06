package org.etcdrecovery.console.explorer;

import java.util.Comparator;
import java.util.List;
import javafx.collections.ObservableList;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.explorer.picture.Treemap;
import org.etcdrecovery.console.explorer.picture.Treemap.Part;
import org.etcdrecovery.console.explorer.table.DataTable;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.core.contents.SnapshotContents.BucketSize;

/** The buckets as a table, and beside it by size. Choosing one there chooses it here. */
final class BucketsBlock extends HBox {
    private final Texts texts = Texts.of("explorer");
    private final Treemap treemap = new Treemap();
    private List<BucketSize> shown = List.of();

    BucketsBlock(DataTable<BucketSize> table, ObservableList<BucketSize> rows) {
        super(14);
        setMinHeight(0);
        treemap.setId("bucketsTreemap");
        VBox.setVgrow(treemap, Priority.ALWAYS);
        VBox card = new VBox(8, Blocks.muted(texts.get("buckets.picture")), treemap);
        card.getStyleClass().addAll("card-block", "level-card");
        card.setMinWidth(0);
        HBox.setHgrow(card, Priority.ALWAYS);
        HBox.setHgrow(table, Priority.ALWAYS);
        card.setPrefWidth(0);
        table.setPrefWidth(0);
        getChildren().setAll(card, table);
        treemap.onChosen(part -> table.choose(shown.get(part)));
        table.table()
                .getSelectionModel()
                .selectedItemProperty()
                .subscribe(chosen -> treemap.mark(chosen == null ? -1 : shown.indexOf(chosen)));
        rows.subscribe(() -> show(rows));
        show(rows);
    }

    private void show(List<BucketSize> now) {
        shown = now.stream().sorted(Comparator.comparingLong(BucketsBlock::bytes).reversed()).toList();
        treemap.show(shown.stream().map(this::part).toList());
    }

    private Part part(BucketSize bucket) {
        String size = Quantities.size(bytes(bucket));
        return new Part(bucket.name(), size, texts.get("buckets.part", bucket.name(), size,
                Quantities.number(bucket.records()), bucket.records()), bytes(bucket));
    }

    private static long bytes(BucketSize bucket) {
        return bucket.keyBytes() + bucket.valueBytes();
    }
}
