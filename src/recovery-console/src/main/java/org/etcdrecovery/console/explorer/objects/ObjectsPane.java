package org.etcdrecovery.console.explorer.objects;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.explorer.objects.ObjectsViewModel.Objects;
import org.etcdrecovery.console.explorer.objects.ObjectsViewModel.Query;
import org.etcdrecovery.console.explorer.table.DataTable;
import org.etcdrecovery.console.explorer.table.TableExport;
import org.etcdrecovery.console.finding.FailureNotice;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.ReadingProgress;
import org.etcdrecovery.console.widget.SegmentedChoice;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.contents.kubernetes.ObjectIdentity;
import org.etcdrecovery.core.contents.objects.Deletion;
import org.etcdrecovery.core.contents.objects.ObjectCatalog;
import org.etcdrecovery.core.contents.objects.ObjectCatalog.Group;
import org.etcdrecovery.core.contents.objects.ObjectCatalog.Orphan;
import org.etcdrecovery.core.contents.objects.StoredObject;
import org.etcdrecovery.core.text.Shown;

/** The objects of Kubernetes: by kind, the largest, the most rewritten, without an owner, deleted lately. */
public final class ObjectsPane extends VBox {
    private enum Part {
        GROUPS, OBJECTS, LARGEST, WRITTEN, ORPHANS, DELETED
    }

    private static final double TABLE = 600;

    private final Texts texts = Texts.of("explorer");
    private final ObjectsViewModel model;
    private final TableExport tables;
    private final BiConsumer<byte[], Optional<Long>> show;
    private final ObservableList<Group> groups = FXCollections.observableArrayList();
    private final ObservableList<StoredObject> largest = FXCollections.observableArrayList();
    private final ObservableList<StoredObject> written = FXCollections.observableArrayList();
    private final ObservableList<Orphan> orphans = FXCollections.observableArrayList();
    private final ObservableList<Deletion> deleted = FXCollections.observableArrayList();
    private final ObjectProperty<Part> part = new SimpleObjectProperty<>(Part.GROUPS);
    private final Map<Part, Node> made = new EnumMap<>(Part.class);
    private final VBox notes = new VBox(6);
    private Optional<ObjectCatalog> shown = Optional.empty();

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
        SegmentedChoice<Part> parts = new SegmentedChoice<>(List.of(Part.values()),
                one -> texts.get("objects.part." + one), one -> "objects-" + one.name().toLowerCase(Locale.ROOT), part);
        parts.setMinHeight(USE_PREF_SIZE);
        StackPane pane = new StackPane();
        pane.setMinHeight(0);
        VBox.setVgrow(pane, Priority.ALWAYS);
        part.subscribe(now -> pane.getChildren().setAll(made.computeIfAbsent(now, this::make)));
        FailureNotice failure = new FailureNotice();
        model.failed()
                .subscribe(failed -> failed.ifPresentOrElse(why -> failure.show(texts.get("failed"), why),
                        failure::clear));
        getChildren().setAll(parts, new ReadingProgress("objectsReading", model.activity()), failure, notes, pane);
        model.objects().subscribe(now -> now.ifPresent(this::show));
        sceneProperty().subscribe(scene -> {
            if (scene != null) {
                model.need();
            }
        });
    }

    /** A table when it is first shown: all of them at once would be a noticeable pause. */
    private Node make(Part wanted) {
        return switch (wanted) {
            case GROUPS -> groups();
            case OBJECTS -> new ObjectsFinder(model, tables, show);
            case LARGEST -> withRelatives("largest", largest);
            case WRITTEN -> withRelatives("written", written);
            case ORPHANS -> orphans();
            case DELETED -> deleted();
        };
    }

    private void show(Objects now) {
        deleted.setAll(now.deleted().deletions());
        if (shown.filter(now.catalog()::equals).isPresent()) {
            return;
        }
        shown = Optional.of(now.catalog());
        groups.setAll(now.groups());
        largest.setAll(now.largest());
        written.setAll(now.written());
        orphans.setAll(now.orphans());
        notes.getChildren().clear();
        if (!now.catalog().unreadable().isEmpty()) {
            // Where the file is damaged is said above.
            notes.getChildren().add(Blocks.plainNote(Tone.WARNING, texts.get("damaged.objects")));
        }
        if (now.catalog().undecoded() > 0) {
            notes.getChildren()
                    .add(Blocks.plainNote(Tone.NEUTRAL, texts.get("objects.undecoded",
                            Quantities.number(now.catalog().undecoded()), now.catalog().undecoded())));
        }
        Blocks.show(notes, !notes.getChildren().isEmpty());
    }

    private Node groups() {
        DataTable<Group> table = new DataTable<Group>("groups", texts.get("objects.none"), groups)
                .text("objects.kind", Group::kind)
                .text("objects.namespace", Group::namespace)
                .figure("objects.count", Group::objects)
                .figure("objects.bytes", Group::bytes, one -> Quantities.size(one.bytes()))
                .exportedBy(tables)
                .readBy(model.activity());
        table.narrow();
        table.whenOpened(texts.get("objects.list"), group -> {
            model.query().set(new Query("", Optional.of(group)));
            part.set(Part.OBJECTS);
        }, _ -> true);
        GroupsPicture picture = new GroupsPicture(table::choose);
        groups.subscribe(() -> picture.show(groups));
        table.table()
                .getSelectionModel()
                .selectedItemProperty()
                .subscribe(chosen -> picture.mark(Optional.ofNullable(chosen)));
        HBox.setHgrow(picture.card(), Priority.ALWAYS);
        picture.card().setPrefWidth(0);
        table.setPrefWidth(TABLE);
        table.setMinWidth(TABLE);
        HBox both = new HBox(14, picture.card(), table);
        both.setMinHeight(0);
        return both;
    }

    private Node withRelatives(String name, ObservableList<StoredObject> rows) {
        return new FamilyTable(name, new DataTable<StoredObject>(name, texts.get("objects.none"), rows)
                .text("objects.kind", StoredObject::kind)
                .text("objects.name", StoredObject::name)
                .figure("objects.bytes", StoredObject::bytes, one -> Quantities.size(one.bytes()))
                .figure("objects.version", one -> one.row().version())
                .exportedBy(tables)
                .readBy(model.activity()), model, tables, show);
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
        DataTable<Deletion> table = new DataTable<Deletion>("deletedObjects", texts.get("objects.deleted.none"),
                deleted)
                .mono("deleted.key", Deletion::text)
                .text("objects.kind", one -> one.identity().map(ObjectIdentity::kind).map(Shown::name).orElse(""))
                .figure("deleted.revision", one -> one.deleted().revision())
                .figure("deleted.size", one -> one.before().map(row -> (long) row.valueSize()).orElse(0L),
                        one -> one.before().map(row -> Quantities.size(row.valueSize())).orElse(""))
                .exportedBy(tables)
                .readBy(model.activity());
        table.whenOpened(texts.get("deleted.show"), one -> show.accept(one.key(),
                Optional.of(one.deleted().revision() - 1)), model::canBeSeen);
        Label more = Blocks.muted("");
        more.setId("deletedMore");
        Button list = new Button(texts.get("deleted.more"));
        list.setId("deletedListMore");
        list.getStyleClass().add("small");
        list.setMinWidth(USE_PREF_SIZE);
        list.setOnAction(_ -> model.listMore());
        HBox line = new HBox(10, more, list, new ReadingProgress("deletedReading", model.listing()));
        line.setAlignment(Pos.CENTER_LEFT);
        model.objects().subscribe(now -> {
            Blocks.show(line, now.filter(one -> one.deleted().more()).isPresent());
            more.setText(texts.get("deleted.latest",
                    Quantities.number(now.map(one -> one.deleted().deletions().size()).orElse(0))));
        });
        model.listing().running().subscribe(list::setDisable);
        VBox.setVgrow(table, Priority.ALWAYS);
        FailureNotice failure = new FailureNotice();
        model.listingFailed()
                .subscribe(failed -> failed.ifPresentOrElse(why -> failure.show(texts.get("failed"), why),
                        failure::clear));
        VBox both = new VBox(8, line, failure, table);
        both.setMinHeight(0);
        return both;
    }
}
