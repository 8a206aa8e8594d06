package org.etcdrecovery.console.explorer.objects;

import atlantafx.base.controls.CustomTextField;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.explorer.objects.ObjectsViewModel.Found;
import org.etcdrecovery.console.explorer.objects.ObjectsViewModel.Query;
import org.etcdrecovery.console.explorer.table.DataTable;
import org.etcdrecovery.console.explorer.table.TableExport;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Icons;
import org.etcdrecovery.console.widget.SearchMark;
import org.etcdrecovery.core.contents.objects.StoredObject;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;

/** All objects by name, those of one kind and namespace if one is chosen, with what belongs to each. */
final class ObjectsFinder extends VBox {
    private final Texts texts = Texts.of("explorer");
    private final ObservableList<StoredObject> rows = FXCollections.observableArrayList();
    private final Label said = Blocks.muted("");
    private final Label group = Blocks.strong("");
    private final Button every = new Button(texts.get("objects.every"));

    ObjectsFinder(ObjectsViewModel model, TableExport tables, BiConsumer<byte[], Optional<Long>> show) {
        super(8);
        setMinHeight(0);
        CustomTextField field = new CustomTextField();
        field.setId("searchObjects");
        SearchMark.mark(field);
        field.setPromptText(texts.get("objects.search"));
        field.setAccessibleText(texts.get("objects.search"));
        field.setLeft(Icons.of(MaterialDesignM.MAGNIFY));
        field.setPrefWidth(300);
        field.setMinWidth(180);
        field.textProperty().subscribe((_, text) -> model.query().set(new Query(text, model.query().get().group())));
        group.setId("objectsGroup");
        said.setId("objectsFound");
        every.setId("objectsEvery");
        every.getStyleClass().addAll("flat", "small");
        every.setMinWidth(USE_PREF_SIZE);
        every.setOnAction(_ -> model.query().set(new Query(field.getText(), Optional.empty())));
        HBox line = new HBox(10, field, said, Blocks.spacer(), group, every);
        line.setAlignment(Pos.CENTER_LEFT);
        DataTable<StoredObject> table = new DataTable<StoredObject>("objects", texts.get("objects.none"), rows)
                .text("objects.kind", StoredObject::kind)
                .text("objects.name", StoredObject::name)
                .figure("objects.bytes", StoredObject::bytes, one -> Quantities.size(one.bytes()))
                .exportedBy(tables)
                .readBy(model.activity());
        table.narrow();
        FamilyTable family = new FamilyTable("objects", table, model, tables, show);
        VBox.setVgrow(family, Priority.ALWAYS);
        getChildren().setAll(line, family);
        model.query().subscribe(now -> {
            if (!now.text().equals(field.getText())) {
                field.setText(now.text());
            }
            Blocks.show(group, now.group().isPresent());
            Blocks.show(every, now.group().isPresent());
            now.group()
                    .ifPresent(one -> group.setText(one.namespace().isEmpty()
                            ? one.kind()
                            : texts.get("objects.within", one.kind(), one.namespace())));
        });
        model.found().subscribe(now -> {
            rows.setAll(now.map(Found::first).orElse(List.of()));
            said.setText(now.map(this::words).orElse(""));
        });
    }

    private String words(Found now) {
        String all = texts.get("objects.found", Quantities.number(now.all()), now.all());
        return now.all() > now.first().size()
                ? all + " " + texts.get("objects.first", Quantities.number(now.first().size()))
                : all;
    }
}
