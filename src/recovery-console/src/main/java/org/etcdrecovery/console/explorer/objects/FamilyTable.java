package org.etcdrecovery.console.explorer.objects;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.explorer.objects.ObjectsViewModel.Relative;
import org.etcdrecovery.console.explorer.table.DataTable;
import org.etcdrecovery.console.explorer.table.TableExport;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.core.contents.objects.StoredObject;

/** A table of objects, and beside it what the chosen one belongs to and what belongs to it. */
final class FamilyTable extends HBox {
    private final ObservableList<Relative> relatives = FXCollections.observableArrayList();

    /**
     * @param name the prefix of the nodes' ids
     * @param table the objects
     */
    FamilyTable(String name, DataTable<StoredObject> table, ObjectsViewModel model, TableExport tables,
            BiConsumer<byte[], Optional<Long>> show) {
        super(14);
        Texts texts = Texts.of("explorer");
        table.whenOpened(texts.get("objects.show"), one -> show.accept(one.row().key(), Optional.empty()), _ -> true);
        DataTable<Relative> family = new DataTable<Relative>(name + "Family", texts.get("objects.choose"), relatives)
                .text("objects.relation", one -> texts.get(one.owner() ? "objects.owner" : "objects.owned"))
                .text("objects.kind", one -> one.object().kind())
                .text("objects.name", one -> one.object().name())
                .exportedBy(tables);
        family.narrow();
        family.whenOpened(texts.get("objects.show"), one -> show.accept(one.object().row().key(), Optional.empty()),
                _ -> true);
        Label title = Blocks.strong("");
        table.table().getSelectionModel().selectedItemProperty().subscribe(chosen -> {
            relatives.setAll(chosen == null ? List.of() : model.relatives(chosen));
            family.sayNone(texts.get(chosen == null ? "objects.choose" : "objects.alone"));
            title.setText(chosen == null ? "" : texts.get("objects.of", name(chosen)));
            Blocks.show(title, chosen != null);
        });
        HBox.setHgrow(table, Priority.ALWAYS);
        table.setMinWidth(0);
        VBox side = new VBox(8, title, family);
        VBox.setVgrow(family, Priority.ALWAYS);
        side.setPrefWidth(420);
        side.setMinWidth(300);
        side.setMinHeight(0);
        getChildren().setAll(table, side);
        setMinHeight(0);
    }

    /** Some kinds have a single object without a name. */
    private static String name(StoredObject object) {
        return object.name().isEmpty() ? object.kind() : object.name();
    }
}
