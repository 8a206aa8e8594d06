package org.etcdrecovery.console.step.restore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.finding.FailureNotice;
import org.etcdrecovery.console.recovery.Restored;
import org.etcdrecovery.console.recovery.WritePlace;
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
import org.etcdrecovery.console.widget.SegmentedChoice;
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
    private final Node found;
    private final Node obstacles;
    private final Node onHosts;
    private final HBox place;
    private final VBox note = new VBox();
    private final Node empty;
    private Optional<RestorePlan> shown = Optional.empty();
    private boolean shownOnHosts;

    /** A view of this model. */
    public RestoreView(RestoreViewModel model) {
        this.model = model;
        failure.setId("restoreFailure");
        done.setId("restored");
        writing = new WritingCard(model);
        tree = new TreeCard(model.targets());
        rehearsal = new RehearsalView(model.rehearsal(), model.dialogs());
        found = new ObstaclesView(model.targets(), model::checkTargets);
        obstacles = new VBox(found);
        onHosts = new OnHostsCard(model.hosts().room());
        place = place();
        empty = empty();
        VBox page = Blocks.page(texts.get("title"), texts.get("sentence"), failure, done,
                obstacles, empty, place, onHosts, writing, rehearsal, plan, tree, note);
        getChildren().setAll(page);
        model.failed().subscribe(_ -> showFailure());
        model.targets().preview().subscribe(_ -> showFailure());
        model.restored().subscribe(_ -> refresh());
        model.restored().subscribe((_, now) -> now.ifPresent(_ -> Painted.then(() -> Revealed.top(this))));
        model.activity().running().subscribe(_ -> refresh());
        // The primary action changes with everything that changes the plan, so it triggers a refresh of the page.
        model.outline().primary().text().subscribe(_ -> refresh());
        model.outline().caption().subscribe(_ -> refresh());
        model.hosts().place().subscribe(_ -> refresh());
        found.visibleProperty().subscribe(_ -> refresh());
        model.targets().preview().subscribe(_ -> refresh());
        model.failed().subscribe(_ -> refresh());
    }

    private HBox place() {
        Texts words = Texts.of("cluster");
        Label name = Blocks.strong(words.get("place"));
        name.setMinWidth(USE_PREF_SIZE);
        HBox row = new HBox(12, name, new SegmentedChoice<>(List.of(WritePlace.values()),
                where -> words.get("place." + where), where -> "write-" + where, model.hosts().place()));
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private Node empty() {
        Button back = new Button(texts.get("noplan.go"));
        back.setId("goToCluster");
        back.setOnAction(_ -> model.outline().goTo(StepId.CLUSTER));
        return new EmptyState(MaterialDesignC.CLIPBOARD_TEXT_OUTLINE,
                texts.get("noplan.title") + ". " + texts.get("noplan.text"), back);
    }

    private void showFailure() {
        model.failed()
                .get()
                .filter(_ -> !model.isRefusedByTargets())
                .ifPresentOrElse(
                        why -> failure.show(texts.get(why.cancelled() ? "stopped.title" : "failed.title"), why),
                        failure::clear);
    }

    private void refresh() {
        Optional<RestorePlan> now = model.plan();
        boolean busy = model.isWriting();
        boolean restored = model.restored().get().isPresent();
        boolean hosts = model.isOnHosts();
        if (!now.equals(shown) || hosts != shownOnHosts) {
            shown = now;
            shownOnHosts = hosts;
            now.ifPresent(rehearsal::show);
            plan.getChildren()
                    .setAll(now.map(each -> new PlanCard(each, model.inspectedKeys(), model.planSaver(), hosts))
                            .stream()
                            .toList());
            note.getChildren().setAll(now.map(this::note).stream().toList());
        }
        model.restored().get().ifPresent(this::showDone);
        model.hosts().placed().ifPresent(placed -> showLeft(placed, now.map(each -> each.members().size()).orElse(0)));
        Blocks.show(done, restored || model.hosts().placed().isPresent());
        Blocks.show(obstacles, !hosts && found.isVisible());
        boolean arrived = model.hosts().placed().filter(placed -> placed > 0).isPresent();
        Blocks.show(place, now.isPresent() && !busy && !restored && !arrived);
        place.setDisable(model.activity().isRunning() || model.hosts().isFixed());
        Blocks.show(onHosts, now.isPresent() && hosts && !arrived);
        Blocks.show(empty, now.isEmpty());
        Blocks.show(rehearsal, now.isPresent() && !busy && !restored && !arrived);
        Blocks.show(plan, now.isPresent() && !busy);
        Blocks.show(writing, busy || restored);
        Blocks.show(tree, now.isPresent() && !restored && !hosts && tree.hasContent());
        Blocks.show(note, now.isPresent() && !restored && !hosts);
    }

    private void showLeft(int placed, int members) {
        if (placed == 0) {
            done.say(Tone.NEUTRAL, texts.get("left.title"), texts.get("left.text"));
        } else {
            done.say(placed == members ? Tone.SUCCESS : Tone.NEUTRAL,
                    texts.get("placed.title", placed, members), texts.get("placed.text"));
        }
    }

    private void showDone(Restored restored) {
        RestoreResult result = restored.result();
        List<String> sentences = new ArrayList<>();
        sentences.add(texts.get(result.readBack() ? "done.checked" : "done.unchecked",
                Quantities.number(result.lastRevision()), Integer.toUnsignedString(result.hashKv()),
                result.members().size()));
        sentences.add(texts.get("done.database", Quantities.size(result.databaseSize()),
                Quantities.hash(result.checksum()), result.members().size()));
        if (restored.rehearsalFailed()) {
            sentences.addFirst(texts.get("done.despite"));
        }
        done.say(restored.rehearsalFailed() ? Tone.WARNING : Tone.SUCCESS,
                texts.get("done.title", result.members().size()),
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
