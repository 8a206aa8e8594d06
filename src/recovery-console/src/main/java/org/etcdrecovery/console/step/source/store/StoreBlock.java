package org.etcdrecovery.console.step.source.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.finding.FailureNotice;
import org.etcdrecovery.console.finding.FindingNote;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.shell.Dialogs;
import org.etcdrecovery.console.shell.StepOutline;
import org.etcdrecovery.console.storage.StoreFields.Field;
import org.etcdrecovery.console.storage.StoreForm;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.CutText;
import org.etcdrecovery.console.widget.EmptyState;
import org.etcdrecovery.console.widget.Icons;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.text.Shown;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/** Snapshots in object storage: where they are, and which one to take. */
public final class StoreBlock extends VBox {
    private final Texts texts = Texts.of("source");
    private final StoreModel model;
    private final StepOutline outline;
    private final TextField address = new TextField();
    private final Button again = new Button(texts.get("store.again"), Icons.of(MaterialDesignR.REFRESH));
    private final Button stop = new Button(texts.get("store.stop"), Icons.of(MaterialDesignS.STOP_CIRCLE_OUTLINE));
    private final RichText login = new RichText();
    private final Hyperlink change = new Hyperlink(texts.get("security.change"));
    private final HBox loginLine;
    private final StoreForm form;
    private final FailureNotice failure = new FailureNotice();
    private final VBox findings = new VBox(10);
    private final StoreTable table;
    private final Card tableCard;
    private final VBox notes = new VBox(10);
    private final VBox nothing = new VBox();

    /**
     * @param model   the snapshots
     * @param dialogs asks for files
     * @param outline what the shell shows of the step
     */
    public StoreBlock(StoreModel model, Dialogs dialogs, StepOutline outline) {
        super(14);
        this.model = model;
        this.outline = outline;
        form = new StoreForm(model.fields(), model.profiles(), dialogs, outline, model::list);
        ReadOnlyObjectWrapper<StoreRow> picked = new ReadOnlyObjectWrapper<>();
        table = new StoreTable(model.rows(), picked);
        picked.subscribe((_, row) -> model.chosen().set(Optional.of(row)));
        tableCard = new Card(table);
        tableCard.getStyleClass().add("held");
        findings.setId("storeFindings");
        nothing.setId("storeEmpty");
        loginLine = loginLine();
        getChildren().setAll(place(), loginLine, failure, form, findings, nothing, tableCard,
                new FetchingCard(model), notes);
        unfold(false);
        model.failed().subscribe(why -> {
            showFailure(why);
            refresh();
        });
        model.chosen().subscribe(row -> {
            row.ifPresent(table::choose);
            showNotes();
        });
        model.rows().addListener((ListChangeListener<StoreRow>) _ -> refresh());
        model.listed().subscribe(now -> {
            if (now.isPresent()) {
                unfold(false);
            }
            refresh();
        });
        model.work().subscribe(this::refresh);
        model.typed().subscribe(this::refresh);
        refresh();
    }

    private Node place() {
        address.setId("storeAddress");
        address.getStyleClass().add("mono");
        address.setPromptText(texts.get("store.prompt"));
        address.textProperty().bindBidirectional(model.fields().value(Field.ADDRESS));
        address.setOnAction(_ -> outline.primary().fire());
        CutText.install(address);
        TextField endpoint = new TextField();
        endpoint.setId("storeEndpoint");
        endpoint.getStyleClass().add("mono");
        endpoint.setPromptText(model.usualEndpoint().orElse(texts.get("store.endpoint.prompt")));
        endpoint.textProperty().bindBidirectional(model.fields().value(Field.ENDPOINT));
        endpoint.setOnAction(_ -> outline.primary().fire());
        CutText.install(endpoint);
        again.setId("listAgain");
        again.setMinWidth(USE_PREF_SIZE);
        again.setOnAction(_ -> model.list());
        stop.setId("stopListing");
        stop.setMinWidth(USE_PREF_SIZE);
        stop.setOnAction(_ -> model.activity().cancel());
        Node left = new org.etcdrecovery.console.widget.Field(texts.get("store.label"), address)
                .problem(model.fields().problem(Field.ADDRESS));
        Node right = new org.etcdrecovery.console.widget.Field(texts.get("store.endpoint"), endpoint,
                new HBox(10, endpoint, again, stop)).problem(model.fields().problem(Field.ENDPOINT));
        HBox.setHgrow(endpoint, Priority.ALWAYS);
        HBox.setHgrow(left, Priority.ALWAYS);
        HBox.setHgrow(right, Priority.ALWAYS);
        address.setPrefWidth(330);
        endpoint.setPrefWidth(250);
        return new HBox(10, left, right);
    }

    private HBox loginLine() {
        login.setId("storeLogin");
        change.setId("changeStore");
        change.setMinWidth(USE_PREF_SIZE);
        change.setOnAction(_ -> unfold(!form.isVisible()));
        HBox line = new HBox(8, Icons.of(MaterialDesignL.LOCK_OUTLINE), login, change);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private void unfold(boolean open) {
        Blocks.show(form, open);
        change.setText(texts.get(open ? "security.done" : "security.change"));
    }

    private void showFailure(Optional<Failed> failed) {
        failed.ifPresentOrElse(why -> {
            failure.show(why.cancelled()
                    ? texts.get("store.stopped." + model.lastWork())
                    : texts.get("store.failed." + model.lastWork()), why);
            model.blamed().ifPresent(this::leadTo);
        }, failure::clear);
    }

    /** Shows the field that is to blame, if it is folded away. */
    private void leadTo(Field field) {
        if (field != Field.ADDRESS && field != Field.ENDPOINT) {
            unfold(true);
            // The form has its fields only after it was laid out once.
            form.applyCss();
            form.layout();
            form.focus(field);
        }
    }

    private void refresh() {
        StoreWork work = model.work().get();
        boolean asked = model.listed().get().isPresent() || model.failed().get().isPresent() || model.isTakenOver();
        boolean listable = !model.isUrl() && asked && work == StoreWork.NONE;
        Blocks.show(again, listable);
        again.setDisable(!model.reason().isEmpty());
        Blocks.show(stop, work == StoreWork.LISTING);
        login.setText(StoreSummary.of(model, texts));
        Blocks.show(loginLine, model.needsLogin());
        if (!model.needsLogin()) {
            unfold(false);
        }
        Optional<Listed> listed = model.listed().get();
        boolean any = listed.isPresent() && !model.rows().isEmpty() && !model.isUrl();
        Blocks.show(tableCard, any);
        Blocks.fade(!model.isCurrent(), tableCard);
        tableCard.setDisable(work == StoreWork.FETCHING);
        nothing.getChildren()
                .setAll(new Card(new EmptyState(MaterialDesignC.CLOUD_SEARCH_OUTLINE, listed.isPresent()
                        ? texts.get("store.nothing", listed.get().listing().store())
                        : texts.get(work == StoreWork.LISTING ? "store.listing" : "store.start"))));
        Blocks.show(nothing, !any && !model.isUrl() && model.failed().get().isEmpty());
        findings.getChildren().setAll(model.findings().stream().map(FindingNote::of).toList());
        Blocks.show(findings, !findings.getChildren().isEmpty());
        showNotes();
    }

    private void showNotes() {
        List<Node> lines = new ArrayList<>();
        Optional<Listed> listed = model.listed().get().filter(_ -> model.isCurrent() && !model.rows().isEmpty());
        listed.ifPresent(now -> {
            if (now.clusters() > 1) {
                lines.add(Blocks.note(Tone.WARNING, new RichText(texts.get("store.clusters", now.clusters()))));
            }
            lines.add(Blocks.info(new RichText((reason(now) + " " + texts.get("store.note")).strip())));
        });
        if (model.isUrl() && model.reason().isEmpty()) {
            lines.add(Blocks.info(new RichText(texts.get("store.url"))));
        }
        notes.getChildren().setAll(lines);
        Blocks.show(notes, !lines.isEmpty());
    }

    private String reason(Listed now) {
        if (now.recommended().isEmpty()) {
            return texts.get("store.none");
        }
        boolean isRecommended = model.chosen().get().flatMap(StoreRow::snapshot).equals(now.recommended());
        if (!isRecommended || !now.wanted().isEmpty()) {
            return "";
        }
        long newer = now.newerThan(now.recommended().get());
        String name = Shown.name(now.recommended().get().object().lastPart());
        return newer == 0
                ? texts.get("store.newest", name)
                : texts.get("store.newest.but", name, newer);
    }
}
