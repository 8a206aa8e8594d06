package org.etcdrecovery.console.explorer.revisions;

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
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.explorer.picture.Histogram;
import org.etcdrecovery.console.explorer.picture.Histogram.Bar;
import org.etcdrecovery.console.explorer.revisions.RevisionsViewModel.Deleted;
import org.etcdrecovery.console.explorer.revisions.RevisionsViewModel.Revisions;
import org.etcdrecovery.console.explorer.table.DataTable;
import org.etcdrecovery.console.explorer.table.TableExport;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Painted;
import org.etcdrecovery.console.widget.ReadingProgress;
import org.etcdrecovery.console.widget.SegmentedChoice;
import org.etcdrecovery.console.widget.StatStrip;
import org.etcdrecovery.console.widget.StatStrip.Stat;
import org.etcdrecovery.core.contents.index.ActivityBin;
import org.etcdrecovery.core.contents.index.KeyIndex;

/** The revisions: a histogram of what was written and deleted, and below it the same as a table. */
public final class RevisionsPane extends VBox {
    /** What is below the picture. */
    private enum Part {
        RANGES, DELETED
    }

    private final Texts texts = Texts.of("explorer");
    private final StatStrip stats = new StatStrip();
    private final Histogram histogram = new Histogram(texts.get("revisions.puts"), texts.get("revisions.deletes"),
            texts.get("revisions.compacted"));
    private final Label chosen = Blocks.muted("");
    private final ObservableList<ActivityBin> ranges = FXCollections.observableArrayList();
    private final ObservableList<Deleted> deleted = FXCollections.observableArrayList();
    private final DataTable<ActivityBin> rangeTable;
    private final ObjectProperty<Part> part = new SimpleObjectProperty<>(Part.RANGES);
    private final SegmentedChoice<Part> parts;

    /**
     * @param model  the model
     * @param tables writes tables to files
     * @param show   shows a key as of a revision
     */
    public RevisionsPane(RevisionsViewModel model, TableExport tables, BiConsumer<byte[], Optional<Long>> show) {
        super(14);
        setId("revisions");
        stats.setId("revisionStats");
        stats.setMinHeight(USE_PREF_SIZE);
        chosen.setId("chosenRange");
        rangeTable = new DataTable<ActivityBin>("ranges", texts.get("revisions.none"), ranges)
                .figure("revisions.first", ActivityBin::first)
                .figure("revisions.last", ActivityBin::last)
                .figure("revisions.puts", ActivityBin::puts)
                .figure("revisions.deletes", ActivityBin::deletes)
                .figure("revisions.bytes", ActivityBin::bytes, one -> Quantities.size(one.bytes()))
                .exportedBy(tables);
        parts = new SegmentedChoice<>(List.of(Part.values()), one -> texts.get("revisions.part." + one),
                one -> "revisions-" + one.name().toLowerCase(Locale.ROOT), part);
        parts.getStyleClass().setAll("tab-line");
        VBox picture = new VBox(8, new HBox(10, chosen, new ReadingProgress("revisionsReading", model.activity())),
                histogram);
        picture.getStyleClass().addAll("card-block", "level-card");
        VBox.setVgrow(histogram, Priority.ALWAYS);
        picture.setMinHeight(190);
        picture.setPrefHeight(260);
        StackPane below = new StackPane();
        below.setMinHeight(0);
        VBox.setVgrow(below, Priority.ALWAYS);
        Map<Part, Node> made = new EnumMap<>(Map.of(Part.RANGES, rangeTable));
        // The picture first: both in one pulse would be a noticeable pause.
        Painted.then(() -> part.subscribe(now -> below.getChildren()
                .setAll(made.computeIfAbsent(now, _ -> deletedTable(model, show).exportedBy(tables)))));
        getChildren().setAll(stats, picture, parts, below);
        histogram.onChosen(this::describe);
        model.revisions().subscribe(now -> now.ifPresent(this::show));
    }

    private DataTable<Deleted> deletedTable(RevisionsViewModel model, BiConsumer<byte[], Optional<Long>> show) {
        DataTable<Deleted> table = new DataTable<Deleted>("deleted", texts.get("deleted.none"), deleted)
                .mono("deleted.key", Deleted::name)
                .figure("deleted.revision", one -> one.what().revision())
                .figure("deleted.written", one -> one.what().lastPut().map(put -> put.revision()).orElse(0L),
                        one -> one.what().lastPut().map(put -> Quantities.number(put.revision())).orElse(""))
                .figure("tree.bytes", one -> one.what().lastPut().map(put -> (long) put.size()).orElse(0L),
                        one -> one.what().lastPut().map(put -> Quantities.size(put.size())).orElse(""));
        table.whenOpened(texts.get("deleted.show"),
                one -> show.accept(one.key(), Optional.of(one.what().revision() - 1)),
                one -> model.revisions().get().filter(now -> one.canBeSeen(now.index())).isPresent());
        return table;
    }

    private void show(Revisions now) {
        KeyIndex index = now.index();
        long compact = index.compactRevision();
        stats.setStats(List.of(
                stat("oldest", Quantities.number(index.oldestRevision()),
                        texts.get(compact < 0 ? "revisions.whole" : "revisions.oldest.note")),
                stat("newest", Quantities.number(index.lastRevision()), texts.get("revisions.newest.note")),
                stat("records", Quantities.number(index.records()), texts.get("revisions.records.note")),
                stat("keys", Quantities.number(index.size()), texts.get("revisions.keys.note"))),
                Texts.of("inspect").get("stat.copy"));
        ranges.setAll(now.bins());
        deleted.setAll(now.deleted());
        parts.rename(Part.DELETED, texts.get("revisions.deleted", Quantities.number(now.deleted().size())));
        histogram.show(now.bins()
                .stream()
                .map(bin -> new Bar(bin.puts(), bin.deletes(), bin.first() <= compact, words(bin)))
                .toList());
    }

    private Stat stat(String name, String value, String note) {
        return new Stat("stat-" + name, texts.get("revisions." + name), value, note, false);
    }

    private void describe(int bar) {
        if (bar < ranges.size()) {
            ActivityBin bin = ranges.get(bar);
            chosen.setText(words(bin));
            rangeTable.choose(bin);
        }
    }

    private String words(ActivityBin bin) {
        String range = bin.first() == bin.last()
                ? texts.get("revisions.one", Quantities.number(bin.first()))
                : texts.get("revisions.several", Quantities.number(bin.first()), Quantities.number(bin.last()));
        return texts.get("revisions.range", range, Quantities.number(bin.puts()), bin.puts(),
                Quantities.number(bin.deletes()), bin.deletes(), Quantities.size(bin.bytes()));
    }
}
