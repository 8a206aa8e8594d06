package org.etcdrecovery.console.explorer.value;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.control.Button;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.explorer.table.DataTable;
import org.etcdrecovery.console.explorer.table.TableExport;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Icons;
import org.etcdrecovery.core.contents.KeyRecord;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** The records of a key. Choosing one shows its value; two, or one and the one before it, can be compared. */
final class HistoryTable extends VBox {
    private final KeyViewModel model;
    private final ObservableList<KeyRecord> rows = FXCollections.observableArrayList();
    private final DataTable<KeyRecord> table;
    private final Button compare;

    HistoryTable(KeyViewModel model, TableExport tables) {
        super(8);
        this.model = model;
        Texts texts = Texts.of("explorer");
        getStyleClass().add("value-pane");
        compare = new Button(texts.get("history.compare"), Icons.of(MaterialDesignC.COMPARE_HORIZONTAL, 14));
        compare.setId("compareVersions");
        compare.getStyleClass().addAll("small");
        compare.setMinWidth(USE_PREF_SIZE);
        compare.setOnAction(_ -> pair().ifPresent(two -> model.compare(two.getFirst(), two.getLast())));
        table = new DataTable<KeyRecord>("history", texts.get("history.none"), rows)
                .figure("history.revision", one -> one.revision().main())
                .text("history.what", one -> texts.get(one.tombstone()
                        ? "history.deleted"
                        : one.version() == 1
                                ? "history.created"
                                : "history.changed"))
                .figure("history.version", KeyRecord::version,
                        one -> one.tombstone() ? "" : Quantities.number(one.version()))
                .figure("history.size", KeyRecord::valueSize,
                        one -> one.tombstone() ? "" : Quantities.size(one.valueSize()));
        table.exportedBy(tables).narrow();
        VBox.setVgrow(table, Priority.ALWAYS);
        getChildren().setAll(compare, table);
        model.records().subscribe(now -> rows.setAll(now));
        table.table()
                .getSelectionModel()
                .getSelectedItems()
                .addListener((ListChangeListener<KeyRecord>) _ -> selected());
        selected();
    }

    private void selected() {
        List<KeyRecord> chosen = List.copyOf(table.table().getSelectionModel().getSelectedItems());
        compare.setDisable(pair().isEmpty());
        if (chosen.size() == 1) {
            model.show(Optional.of(chosen.getFirst()));
        }
    }

    /** The two records to compare, the older one first: those that are chosen, or the chosen one and the one before it. */
    private Optional<List<KeyRecord>> pair() {
        List<KeyRecord> chosen = table.table()
                .getSelectionModel()
                .getSelectedItems()
                .stream()
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(KeyRecord::revision))
                .toList();
        if (chosen.size() >= 2) {
            return Optional.of(List.of(chosen.getFirst(), chosen.getLast()));
        }
        return chosen.stream()
                .findFirst()
                .flatMap(one -> before(one).map(older -> List.of(older, one)));
    }

    private Optional<KeyRecord> before(KeyRecord one) {
        return rows.stream()
                .filter(other -> other.revision().compareTo(one.revision()) < 0)
                .max(Comparator.comparing(KeyRecord::revision));
    }
}
