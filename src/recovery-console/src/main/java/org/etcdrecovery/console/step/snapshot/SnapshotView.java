package org.etcdrecovery.console.step.snapshot;

import java.util.List;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.finding.FailureNotice;
import org.etcdrecovery.console.recovery.SourceKind;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.step.snapshot.StoredSave.Stored;
import org.etcdrecovery.console.step.snapshot.repeat.RepeatCard;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Banner;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.EmptyState;
import org.etcdrecovery.console.widget.Field;
import org.etcdrecovery.console.widget.Icons;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.cluster.save.SavedSnapshot;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;

/** The page of the step Snapshot. */
public final class SnapshotView extends VBox {
    private final Texts texts = Texts.of("snapshot");
    private final SnapshotViewModel model;
    private final Card members;
    private final VBox form;
    private final Banner here = new Banner();
    private final Banner done = new Banner();
    private final VBox saved = new VBox(14);
    private final FailureNotice failure = new FailureNotice();
    private final Banner leaderless = new Banner();
    private final Node target;
    private final Node note;
    private final Node repeat;
    private final Node storeTarget;

    /** A view of this model. */
    public SnapshotView(SnapshotViewModel model) {
        this.model = model;
        members = Card.titled(texts.get("from"));
        members.setId("members");
        members.getStyleClass().add("held");
        here.setId("fileIsHere");
        done.setId("savedBanner");
        leaderless.setId("leaderless");
        HBox info = new HBox(10, Icons.of(MaterialDesignI.INFORMATION_OUTLINE), new RichText(texts.get("note")));
        info.setId("saveNote");
        info.getStyleClass().add("note");
        note = info;
        target = target();
        SavingCard saving = new SavingCard(model);
        repeat = new RepeatCard(model.repeat());
        storeTarget = new StoreTargetBlock(model);
        form = new VBox(14, members, leaderless, target, storeTarget, failure, saving, saved, repeat, note);
        getChildren().setAll(Blocks.page(texts.get("title"), texts.get("sentence"), here, form));
        model.choices().addListener((ListChangeListener<MemberChoice>) _ -> showMembers());
        model.selected().subscribe(_ -> showLeaderless());
        model.failed().subscribe(this::showFailure);
        model.saved().subscribe(_ -> showSaved());
        model.target().subscribe(_ -> showSaved());
        model.snapshot().subscribe(_ -> showSaved());
        model.source().subscribe(_ -> showHere());
        model.snapshot().subscribe(_ -> showHere());
        model.outline().activity().running().subscribe(running -> {
            members.setDisable(running);
            target.setDisable(running);
            storeTarget.setDisable(running);
            showSaved();
        });
        showMembers();
    }

    private void showMembers() {
        Blocks.show(target, !model.choices().isEmpty());
        showSaved();
        showHere();
        if (model.choices().isEmpty()) {
            Button source = new Button(texts.get("source"));
            source.setId("backToSource");
            source.setOnAction(_ -> model.goToSource());
            members.setRows(List.of(new EmptyState(MaterialDesignL.LAN_DISCONNECT, texts.get("from.none"), source)));
            return;
        }
        ToggleGroup group = new ToggleGroup();
        List<MemberRow> rows = model.choices().stream().map(choice -> new MemberRow(choice, group)).toList();
        members.setRows(rows);
        model.selected()
                .get()
                .ifPresent(chosen -> group.getToggles()
                        .stream()
                        .filter(toggle -> chosen.equals(toggle.getUserData()))
                        .forEach(group::selectToggle));
        group.selectedToggleProperty()
                .subscribe((_, toggle) -> Optional.ofNullable(toggle)
                        .map(one -> (MemberChoice) one.getUserData())
                        .ifPresent(choice -> model.selected().set(Optional.of(choice))));
    }

    private Node target() {
        TextField path = new TextField();
        path.setId("saveTo");
        path.getStyleClass().add("mono");
        path.textProperty().bindBidirectional(model.target());
        path.setOnAction(_ -> model.outline().primary().fire());
        path.focusedProperty()
                .subscribe(focused -> model.outline()
                        .focusedHelp()
                        .set(focused ? Optional.of(texts.help("help.target")) : Optional.empty()));
        HBox.setHgrow(path, Priority.ALWAYS);
        Button browse = new Button(texts.get("browse"), Icons.of(MaterialDesignF.FOLDER_OUTLINE));
        browse.setId("browse");
        browse.setMinWidth(USE_PREF_SIZE);
        browse.setOnAction(_ -> model.browse());
        Field field = new Field(texts.get("target"), path, new HBox(10, path, browse));
        return field.hint(model.hint()).problem(model.problem());
    }

    private void showLeaderless() {
        Optional<MemberChoice> lonely = model.selected().get().filter(MemberChoice::isWithoutLeader);
        lonely.ifPresent(one -> leaderless.say(Tone.WARNING, texts.get("leaderless.title", one.label()),
                texts.get(model.saved().get().isPresent() && model.isSaved()
                        ? "leaderless.saved"
                        : "leaderless.order", one.label())));
        if (model.takesDirectories()) {
            Button take = new Button(texts.get("leaderless.take"));
            take.setId("takeDirectory");
            take.setOnAction(_ -> model.takeDirectory());
            leaderless.offer(take);
        }
        Blocks.show(leaderless, lonely.isPresent());
    }

    private void showFailure(Optional<Failed> failed) {
        failed.ifPresentOrElse(
                why -> failure.show(texts.get(why.cancelled() ? "failed.stopped" : "failed.title"), with(why)),
                failure::clear);
    }

    /** Adds to the failure what became of the file. */
    private Failed with(Failed why) {
        String nothing = texts.get(model.store().isMeant() ? "store.failed" : "failed.nothing");
        String what = why.cancelled() ? nothing : why.what() + " " + nothing;
        return why.saying(what, why.advice());
    }

    private void showSaved() {
        Optional<SavedSnapshot> shown = model.saved().get().filter(_ -> model.isSaved());
        saved.getChildren().clear();
        shown.ifPresent(file -> {
            done.say(Tone.SUCCESS,
                    texts.get("saved.title", String.valueOf(file.file().getFileName())), texts.get("saved.text"));
            saved.getChildren().addAll(done, SavedCard.of(file));
            // The banner above says the same of a member without a leader, and what to do.
            file.warnings()
                    .stream()
                    .filter(_ -> file.member().hasLeader())
                    .forEach(warning -> saved.getChildren().add(Blocks.note(Tone.WARNING, new RichText(warning))));
        });
        Optional<Stored> stored = model.store().now();
        stored.ifPresent(file -> {
            String from = model.selected().get().map(MemberChoice::label).orElse("");
            saved.getChildren().add(done);
            saved.getChildren().addAll(StoredBanner.say(done, file, from));
        });
        boolean any = shown.isPresent() || stored.isPresent();
        Blocks.show(storeTarget, model.store().isMeant() && !model.choices().isEmpty());
        Blocks.show(saved, any);
        // In a recovery, what comes next is the restore.
        Blocks.show(repeat, any && !model.takesDirectories());
        showLeaderless();
        Blocks.show(note, !any && !model.choices().isEmpty());
    }

    private void showHere() {
        boolean before = model.isFromBefore();
        boolean file = before || model.source().get() != SourceKind.ENDPOINTS;
        here.say(Tone.NEUTRAL, texts.get("here.title"), model.snapshot()
                .get()
                .map(choice -> texts.get(before ? "here.before" : "here.file", choice.shown()))
                .orElse(texts.get("here.none")));
        Blocks.show(here, file);
        Blocks.show(form, !file);
    }
}
