package org.etcdrecovery.console.explorer.objects;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.explorer.objects.ObjectsViewModel.Objects;
import org.etcdrecovery.console.explorer.objects.ObjectsViewModel.Relative;
import org.etcdrecovery.console.explorer.table.DataTable;
import org.etcdrecovery.console.explorer.table.TableExport;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.FailureNotice;
import org.etcdrecovery.console.widget.ReadingProgress;
import org.etcdrecovery.console.widget.SegmentedChoice;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.contents.kubernetes.ObjectIdentity;
import org.etcdrecovery.core.contents.objects.Deletion;
import org.etcdrecovery.core.contents.objects.ObjectCatalog.Group;
import org.etcdrecovery.core.contents.objects.ObjectCatalog.Orphan;
import org.etcdrecovery.core.contents.objects.StoredObject;
import org.etcdrecovery.core.text.Shown;

/** The objects of Kubernetes: by kind, the largest, the most rewritten, without an owner, deleted lately. */
public final class ObjectsPane extends VBox {
    /** The tables. */
    private enum Part {
        GROUPS, LARGEST, WRITTEN, ORPHANS, DELETED
    }

    private final Texts texts = Texts.of("explorer");
    private final ObjectsViewModel model;
    private final TableExport tables;
    private final BiConsumer<byte[], Optional<Long>> show;
    private final ObservableList<Group> groups = FXCollections.observableArrayList();
    private final ObservableList<StoredObject> largest = FXCollections.observableArrayList();
    private final ObservableList<StoredObject> written = FXCollections.observableArrayList();
    private final ObservableList<Orphan> orphans = FXCollections.observableArrayList();
    private final ObservableList<Deletion> deleted = FXCollections.observableArrayList();
    private final ObservableList<Relative> relatives = FXCollections.observableArrayList();
    private final Label ofWhom = Blocks.strong(texts.get("objects.choose"));
    private final VBox notes = new VBox(6);

    /**
     * @param model  the model
     * @param tables writes tables to files
     * @param show   shows a key, as of a revision or of the last
     */
    public ObjectsPane(ObjectsViewModel model, TableExport tables, BiConsumer<byte[], Optional<Long>> show) {
        super(12);
        this.model = model;
        this.tables = tables;
        this.show = show;
        setId("objects");
        setMinHeight(0);
        ObjectProperty<Part> part = new SimpleObjectProperty<>(Part.GROUPS);
        SegmentedChoice<Part> parts = new SegmentedChoice<>(List.of(Part.values()),
                one -> texts.get("objects.part." + one), one -> "objects-" + one.name().toLowerCase(Locale.ROOT), part);
        parts.setMinHeight(USE_PREF_SIZE);
        StackPane shown = new StackPane();
        shown.setMinHeight(0);
        VBox.setVgrow(shown, Priority.ALWAYS);
        Node groupTable = groups();
        Node largestTable = withRelatives("largest", largest);
        Node writtenTable = withRelatives("written", written);
        Node orphanTable = orphans();
        Node deletedTable = deleted();
        part.subscribe(now -> shown.getChildren().setAll(switch (now) {
            case GROUPS -> groupTable;
            case LARGEST -> largestTable;
            case WRITTEN -> writtenTable;
            case ORPHANS -> orphanTable;
            case DELETED -> deletedTable;
        }));
        FailureNotice failure = new FailureNotice();
        model.failed()
                .subscribe(failed -> failed.ifPresentOrElse(why -> failure.show(texts.get("failed"), why),
                        failure::clear));
        getChildren().setAll(parts, new ReadingProgress("objectsReading", model.activity()), failure, notes, shown);
        model.objects().subscribe(now -> now.ifPresent(this::show));
        sceneProperty().subscribe(scene -> {
            if (scene != null) {
                model.need();
            }
        });
    }

    private void show(Objects now) {
        groups.setAll(now.groups());
        largest.setAll(now.largest());
        written.setAll(now.written());
        orphans.setAll(now.orphans());
        deleted.setAll(now.deleted());
        notes.getChildren()
                .setAll(now.catalog()
                        .unreadable()
                        .stream()
                        .map(words -> Blocks.plainNote(Tone.WARNING, words))
                        .toList());
        if (now.catalog().undecoded() > 0) {
            notes.getChildren()
                    .add(Blocks.plainNote(Tone.NEUTRAL, texts.get("objects.undecoded",
                            Quantities.number(now.catalog().undecoded()), now.catalog().undecoded())));
        }
        Blocks.show(notes, !notes.getChildren().isEmpty());
    }

    private Node groups() {
        return new DataTable<Group>("groups", texts.get("objects.none"), groups)
                .text("objects.kind", Group::kind)
                .text("objects.namespace", Group::namespace)
                .figure("objects.count", Group::objects)
                .figure("objects.bytes", Group::bytes, one -> Quantities.size(one.bytes()))
                .exportedBy(tables)
                .readBy(model.activity());
    }

    private Node withRelatives(String name, ObservableList<StoredObject> rows) {
        DataTable<StoredObject> table = new DataTable<StoredObject>(name, texts.get("objects.none"), rows)
                .text("objects.kind", StoredObject::kind)
                .text("objects.name", StoredObject::name)
                .figure("objects.bytes", StoredObject::bytes, one -> Quantities.size(one.bytes()))
                .figure("objects.version", one -> one.row().version())
                .exportedBy(tables)
                .readBy(model.activity());
        table.whenOpened(texts.get("objects.show"), one -> show.accept(one.row().key(), Optional.empty()), _ -> true);
        DataTable<Relative> family = new DataTable<Relative>(name + "Family", texts.get("objects.alone"), relatives)
                .text("objects.relation", one -> texts.get(one.owner() ? "objects.owner" : "objects.owned"))
                .text("objects.kind", one -> one.object().kind())
                .text("objects.name", one -> one.object().name())
                .exportedBy(tables)
                .readBy(model.activity());
        family.narrow();
        family.whenOpened(texts.get("objects.show"), one -> show.accept(one.object().row().key(), Optional.empty()),
                _ -> true);
        table.table().getSelectionModel().selectedItemProperty().subscribe(chosen -> {
            relatives.setAll(chosen == null ? List.of() : model.relatives(chosen));
            ofWhom.setText(chosen == null ? texts.get("objects.choose") : texts.get("objects.of", chosen.name()));
        });
        HBox.setHgrow(table, Priority.ALWAYS);
        table.setMinWidth(0);
        Label title = Blocks.strong("");
        title.textProperty().bind(ofWhom.textProperty());
        VBox side = new VBox(8, title, family);
        VBox.setVgrow(family, Priority.ALWAYS);
        side.setPrefWidth(420);
        side.setMinWidth(300);
        side.setMinHeight(0);
        HBox both = new HBox(14, table, side);
        both.setMinHeight(0);
        return both;
    }

    private Node orphans() {
        DataTable<Orphan> table = new DataTable<Orphan>("orphans", texts.get("objects.orphans.none"), orphans)
                .text("objects.kind", one -> one.object().kind())
                .text("objects.name", one -> one.object().name())
                .text("objects.gone", one -> Shown.name(one.owner().kind() + " " + one.owner().name()))
                .mono("objects.uid", one -> Shown.name(one.owner().uid()))
                .exportedBy(tables)
                .readBy(model.activity());
        table.whenOpened(texts.get("objects.show"), one -> show.accept(one.object().row().key(), Optional.empty()),
                _ -> true);
        return table;
    }

    private Node deleted() {
        DataTable<Deletion> table = new DataTable<Deletion>("deletedObjects", texts.get("deleted.none"), deleted)
                .mono("deleted.key", Deletion::text)
                .text("objects.kind", one -> one.identity().map(ObjectIdentity::kind).map(Shown::name).orElse(""))
                .figure("deleted.revision", one -> one.deleted().revision())
                .figure("deleted.size", one -> one.before().map(row -> (long) row.valueSize()).orElse(0L),
                        one -> one.before().map(row -> Quantities.size(row.valueSize())).orElse(""))
                .exportedBy(tables)
                .readBy(model.activity());
        table.whenOpened(texts.get("deleted.show"), one -> show.accept(one.key(),
                Optional.of(one.deleted().revision() - 1)), model::canBeSeen);
        return table;
    }
}
