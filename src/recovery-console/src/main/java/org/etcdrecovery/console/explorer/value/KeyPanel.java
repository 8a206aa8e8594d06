package org.etcdrecovery.console.explorer.value;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.explorer.table.TableExport;
import org.etcdrecovery.console.finding.FailureNotice;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Painted;
import org.etcdrecovery.console.widget.ReadingProgress;
import org.etcdrecovery.console.widget.SegmentedChoice;
import org.etcdrecovery.core.contents.KeyRecord;
import org.etcdrecovery.core.keyspace.LeaseId;

/** Shows one key: its facts, its value and its history. */
public final class KeyPanel extends VBox {
    private enum Part {
        VALUE, HISTORY, HEX
    }

    private final Texts texts = Texts.of("explorer");
    private final KeyViewModel model;
    private final ObjectProperty<Part> part = new SimpleObjectProperty<>(Part.VALUE);
    private final Label key = Blocks.mono("");
    private final Label subject = Blocks.muted("");
    private final GridPane facts = new GridPane();
    private final SegmentedChoice<Part> parts;
    private final TableExport tables;
    private final Map<Part, Node> panes = new EnumMap<>(Part.class);
    private final StackPane paneHolder = new StackPane();

    /**
     * @param model  the key
     * @param tables writes tables to files
     */
    public KeyPanel(KeyViewModel model, TableExport tables) {
        this.model = model;
        this.tables = tables;
        setId("keyPanel");
        getStyleClass().addAll("card-block", "key-panel");
        key.setId("valueKey");
        key.setWrapText(true);
        key.setMinHeight(USE_PREF_SIZE);
        subject.setId("valueSubject");
        subject.setWrapText(true);
        VBox head = new VBox(3, key, subject);
        head.getStyleClass().add("key-panel-head");
        facts.getStyleClass().add("key-facts");
        parts = new SegmentedChoice<>(List.of(Part.values()), one -> texts.get("key.part." + one),
                one -> "part-" + one.name().toLowerCase(Locale.ROOT), part);
        parts.getStyleClass().setAll("tab-line", "inner");
        VBox.setVgrow(paneHolder, Priority.ALWAYS);
        paneHolder.setMinHeight(0);
        getChildren().setAll(head, facts, parts, status(), paneHolder);
        // The value one pulse later: together with the facts it would be a noticeable pause.
        Painted.then(() -> part
                .subscribe(now -> paneHolder.getChildren().setAll(panes.computeIfAbsent(now, this::make))));
        model.key().subscribe(_ -> show());
        model.record().subscribe(_ -> show());
        model.records()
                .subscribe(now -> parts.rename(Part.HISTORY, texts.get("key.history", Quantities.number(now.size()))));
        model.value().subscribe(_ -> showSubject());
    }

    private Node status() {
        FailureNotice notice = new FailureNotice();
        model.failed()
                .subscribe(failed -> failed.ifPresentOrElse(why -> notice.show(texts.get("failed"), why),
                        notice::clear));
        ReadingProgress progress = new ReadingProgress("keyReading", model.activity());
        progress.getStyleClass().add("key-progress");
        return new VBox(notice, progress);
    }

    private Node make(Part wanted) {
        return switch (wanted) {
            case VALUE -> ValuePane.readable(model);
            case HISTORY -> new HistoryTable(model, tables);
            case HEX -> ValuePane.hexadecimal(model);
        };
    }

    /** Moves the focus into the panel. */
    public void focusFirst() {
        parts.focusChosen();
    }

    private void show() {
        key.setText(model.key().get().map(ChosenKey::key).map(ChosenKey::shortened).orElse(""));
        Optional<KeyRecord> record = model.record().get();
        facts.getChildren().clear();
        record.filter(one -> !one.tombstone()).ifPresent(put -> {
            fact("created", texts.get("key.revision", Quantities.number(put.createRevision())));
            fact("modified", texts.get("key.revision", Quantities.number(put.revision().main())));
            fact("version", Quantities.number(put.version()));
            fact("lease", put.lease() == 0 ? texts.get("key.lease.none") : new LeaseId(put.lease()).toString());
            fact("bytes",
                    texts.get("key.size", Quantities.number(put.valueSize()), Long.toHexString(put.valueOffset())));
        });
        record.filter(KeyRecord::tombstone)
                .ifPresent(deletion -> fact("deleted",
                        texts.get("key.revision", Quantities.number(deletion.revision().main()))));
        showSubject();
    }

    private void showSubject() {
        String words = model.value().get().map(ShownValue::subject).orElse("");
        subject.setText(words);
        Blocks.show(subject, !words.isEmpty());
    }

    private void fact(String name, String words) {
        Label what = new Label(words);
        what.setId("fact-" + name);
        what.setWrapText(true);
        facts.addRow(facts.getRowCount(), Blocks.muted(texts.get("key." + name)), what);
    }
}
