package org.etcdrecovery.console.step.restore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.finding.FailureNotice;
import org.etcdrecovery.console.recovery.Recovery.Restored;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.shell.StepId;
import org.etcdrecovery.console.step.restore.rehearse.RehearsalView;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Banner;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.EmptyState;
import org.etcdrecovery.console.widget.Icons;
import org.etcdrecovery.console.widget.Painted;
import org.etcdrecovery.console.widget.Revealed;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.restore.RestoreResult;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/** The page of the step Restore: first the plan and its targets, then the progress of each member. */
public final class RestoreView extends VBox {
    private final Texts texts = Texts.of("restore");
    private final RestoreViewModel model;
    private final FailureNotice failure = new FailureNotice();
    private final Banner done = new Banner();
    private final VBox plan = new VBox();
    private final RehearsalView rehearsal;
    private final Node writing;
    private final TreeCard tree;
    private final VBox note = new VBox();
    private final Node empty;
    private Optional<RestorePlan> shown = Optional.empty();

    /** A view of this model. */
    public RestoreView(RestoreViewModel model) {
        this.model = model;
        failure.setId("restoreFailure");
        done.setId("restored");
        writing = new WritingCard(model);
        tree = new TreeCard(model.targets());
        rehearsal = new RehearsalView(model.rehearsal(), model.dialogs());
        empty = empty();
        VBox page = Blocks.page(texts.get("title"), texts.get("sentence"), failure, done,
                new ObstaclesView(model.targets()), empty, writing, rehearsal, plan, tree, note);
        getChildren().setAll(page);
        model.failed().subscribe(this::showFailure);
        model.restored().subscribe(_ -> refresh());
        model.restored().subscribe((_, now) -> now.ifPresent(_ -> Painted.then(() -> Revealed.top(this))));
        model.activity().running().subscribe(_ -> refresh());
        // The primary action changes with everything that changes the plan, so it triggers a refresh of the page.
        model.outline().primary().text().subscribe(_ -> refresh());
        model.targets().preview().subscribe(_ -> refresh());
        model.failed().subscribe(_ -> refresh());
    }

    private Node empty() {
        Button back = new Button(texts.get("noplan.go"));
        back.setId("goToCluster");
        back.setOnAction(_ -> model.outline().goTo(StepId.CLUSTER));
        return new EmptyState(MaterialDesignC.CLIPBOARD_TEXT_OUTLINE,
                texts.get("noplan.title") + ". " + texts.get("noplan.text"), back);
    }

    private void showFailure(Optional<Failed> failed) {
        failed.ifPresentOrElse(
                why -> failure.show(texts.get(why.cancelled() ? "stopped.title" : "failed.title"), why),
                failure::clear);
    }

    private void refresh() {
        Optional<RestorePlan> now = model.plan();
        boolean busy = model.isWriting();
        boolean restored = model.restored().get().isPresent();
        if (!now.equals(shown)) {
            shown = now;
            now.ifPresent(rehearsal::show);
            plan.getChildren()
                    .setAll(now.map(each -> new PlanCard(each, model.inspectedKeys(), model.planSaver()))
                            .stream()
                            .toList());
            note.getChildren().setAll(now.map(this::note).stream().toList());
        }
        model.restored().get().ifPresent(this::showDone);
        Blocks.show(done, restored);
        Blocks.show(empty, now.isEmpty());
        Blocks.show(rehearsal, now.isPresent() && !busy && !restored);
        Blocks.show(plan, now.isPresent() && !busy);
        Blocks.show(writing, busy || restored);
        Blocks.show(tree, now.isPresent() && !restored && tree.hasContent());
        Blocks.show(note, now.isPresent() && !restored);
    }

    private void showDone(Restored restored) {
        RestoreResult result = restored.result();
        List<String> sentences = new ArrayList<>();
        sentences.add(texts.get(result.readBack() ? "done.checked" : "done.unchecked",
                Quantities.number(result.lastRevision()), Integer.toUnsignedString(result.hashKv()),
                result.members().size()));
        sentences.add(texts.get("done.database", Quantities.size(result.databaseSize()),
                Quantities.hash(result.checksum()), result.members().size()));
        if (restored.despite()) {
            sentences.addFirst(texts.get("done.despite"));
        }
        done.say(restored.despite() ? Tone.WARNING : Tone.SUCCESS, texts.get("done.title", result.members().size()),
                String.join(" ", sentences));
    }

    private Node note(RestorePlan each) {
        String first = each.writtenMembers()
                .stream()
                .findFirst()
                .flatMap(PlannedMember::dataDir)
                .map(directory -> String.valueOf(directory.getFileName()))
                .orElse("");
        HBox row = new HBox(10, Icons.of(MaterialDesignS.SHIELD_CHECK_OUTLINE),
                new RichText(texts.get("note", first, each.writtenMembers().size())));
        row.getStyleClass().add("note");
        HBox.setHgrow(row.getChildren().getLast(), Priority.ALWAYS);
        return row;
    }
}
