package org.etcdrecovery.console.step.verify;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.event.ActionEvent;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.etcdrecovery.console.connection.KeyQuestion;
import org.etcdrecovery.console.filing.PlanSaver;
import org.etcdrecovery.console.filing.PlanSaving;
import org.etcdrecovery.console.finding.FailureNotice;
import org.etcdrecovery.console.live.StrangersBanner;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.shell.StepId;
import org.etcdrecovery.console.shell.WhileShown;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Banner;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.EmptyState;
import org.etcdrecovery.console.widget.Icons;
import org.etcdrecovery.console.widget.Nodes;
import org.etcdrecovery.console.widget.Painted;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.cluster.prove.Proof;
import org.etcdrecovery.core.cluster.prove.ProofCheck;
import org.etcdrecovery.core.cluster.prove.ProofCheck.Outcome;
import org.etcdrecovery.core.cluster.prove.ProofRequest;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.text.Shown;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;

/** The page of the step Verify: how to reach the cluster, the answer, and the checks it is based on. */
public final class VerifyView extends VBox {
    private static final Duration AGE_PAUSE = Duration.seconds(5);

    private final Texts texts = Texts.of("verify");
    private final VerifyViewModel model;
    private final ConnectionRow connection;
    private final Banner banner = new Banner();
    private final FailureNotice failure = new FailureNotice();
    private final FailureNotice reportFailure = new FailureNotice();
    private final IncidentCard incident;
    private final WaitingCard waiting;
    private final Button saveReport;
    private final ProofTable table = new ProofTable();
    private final Label stale = Blocks.strong("");
    private final Node empty;
    private final VBox plan = new VBox(8);
    private final VBox page;
    private Optional<RestorePlan> shown = Optional.empty();
    private final VBox remains = new VBox();

    /** A view of this model. */
    public VerifyView(VerifyViewModel model) {
        this.model = model;
        connection = new ConnectionRow(model);
        banner.setId("proof");
        stale.setId("staleProof");
        failure.setId("verifyFailure");
        reportFailure.setId("reportFailure");
        incident = new IncidentCard(model.report());
        waiting = new WaitingCard(model);
        remains.setId("remains");
        saveReport = new Button(texts.get("report.save"), Icons.of(MaterialDesignF.FILE_DOCUMENT_OUTLINE, 16));
        saveReport.setId("saveReport");
        saveReport.getStyleClass().add("small");
        saveReport.setOnAction(_ -> model.report().save());
        empty = empty();
        page = Blocks.page(texts.get("title"), texts.get("sentence"), empty,
                connection, new StrangersBanner(model.strangers(), false), failure,
                new KeyQuestion(model.unknownKey(), model.activity().running(), model::acceptKey), stale, banner,
                waiting, new HostsCard(model), reportFailure, incident.saved(), table, incident, remains, plan);
        getChildren().setAll(page);
        model.checks().addListener((ListChangeListener<ProofCheck>) _ -> refresh());
        model.proof().subscribe(_ -> refresh());
        model.failed().subscribe(_ -> refresh());
        model.outline().state().subscribe(_ -> refresh());
        model.activity().running().subscribe(_ -> refresh());
        // The fields were disabled meanwhile, and the focus went on from them to the button that stops the checks.
        model.proof()
                .subscribe((_, found) -> found.ifPresent(proof -> Painted.then(() -> focusAfter(proof))));
        model.outline().primary().text().subscribe(_ -> refresh());
        model.outline().primary().reason().subscribe(_ -> refresh());
        model.strangers().seen().subscribe(_ -> refresh());
        model.strangers().elsewhere().subscribe(_ -> refresh());
        model.strangers().silent().subscribe(_ -> refresh());
        model.hosts().steps().model().changes().subscribe(_ -> refreshRemaining());
        model.hosts().steps().fresh().subscribe(_ -> refreshRemaining());
        WhileShown.every(AGE_PAUSE, this, this::showStale);
        model.connection().endpoints().subscribe(this::showStale);
        model.connection().security().follow(this::showStale);
        showReport();
    }

    /** Once it is proven, the report comes next. Else the button that leads on may have the focus, which checks again. */
    private void focusAfter(Proof proof) {
        if (proof.proven()) {
            incident.focus();
        } else if (!(getScene().getFocusOwner() instanceof Button owner) || Nodes.isWithin(owner, this)) {
            saveReport.requestFocus();
        }
    }

    private Node empty() {
        Button go = new Button(texts.get("empty.go"));
        go.setId("goToRestore");
        go.setOnAction(_ -> model.outline().goTo(StepId.RESTORE));
        return new EmptyState(MaterialDesignF.FOLDER_OUTLINE, texts.get("empty"), go);
    }

    private void showReport() {
        model.report()
                .failed()
                .subscribe(failed -> failed.ifPresentOrElse(
                        why -> reportFailure.show(texts.get("report.failed"), why), reportFailure::clear));
    }

    private void showStale() {
        Optional<String> asked = model.staleEndpoints();
        Optional<String> words = asked.map(endpoints -> texts.get("stale", Shown.text(endpoints)))
                .or(() -> model.outdated().map(age -> texts.get("outdated", Quantities.age(age))));
        words.ifPresent(stale::setText);
        Blocks.show(stale, words.isPresent());
        Blocks.fade(words.isPresent(), banner, table);
    }

    private void refresh() {
        showStale();
        boolean ready = model.plan().isPresent();
        boolean done = isDone();
        Blocks.show(empty, !ready);
        Blocks.show(connection, ready);
        model.plan().ifPresent(plan -> table.show(model.checks(), new ProofValues(plan), model.waiting().absent()));
        Blocks.show(table, ready && !model.checks().isEmpty());
        if (!shown.equals(model.plan())) {
            shown = model.plan();
            plan.getChildren().setAll(shown.map(this::planFile).stream().toList());
        }
        model.failed()
                .get()
                .filter(_ -> !model.activity().isRunning() && model.unknownKey().get().isEmpty())
                .ifPresentOrElse(
                        this::showFailure,
                        failure::clear);
        say();
        Blocks.show(banner, ready && model.failed().get().isEmpty());
        refreshRemaining();
        Blocks.show(incident, ready && model.proof().get().isPresent());
        order(done ? List.of(incident, remains, table) : List.of(table, incident, remains));
    }

    private void refreshRemaining() {
        boolean done = isDone();
        remains.getChildren().setAll(done ? List.of(remaining()) : List.of());
        Blocks.show(remains, done);
    }

    /** Once the cluster is proven, the report comes next and then what remains; before that, what failed. */
    private void order(List<Node> wanted) {
        ObservableList<Node> blocks = page.getChildren();
        if (!blocks.filtered(wanted::contains).equals(wanted)) {
            blocks.removeAll(wanted);
            blocks.addAll(blocks.indexOf(plan), wanted);
        }
    }

    private void showFailure(Failed why) {
        if (why.cancelled()) {
            String text = texts.get(model.waiting().isStopped() ? "stopped.answers" : "stopped.text");
            failure.show(texts.get("stopped.title"), why.saying(text, ""));
        } else {
            failure.show(texts.get("failed.title"), why);
        }
    }

    /** A member that falls silent moves nothing: the operator may be typing. */
    private boolean isDone() {
        return model.outline().isPassed() || model.lapse().isPresent();
    }

    /** The equivalent command needs the plan as a file. A plan that was saved elsewhere is not told of here. */
    private Node planFile(RestorePlan carriedOut) {
        PlanSaving saving = new PlanSaving(carriedOut, model.planSaver());
        RichText words = new RichText(texts.get("plan.needed", PlanSaver.NAME));
        VBox told = new VBox(words, saving.saved());
        HBox.setHgrow(told, Priority.ALWAYS);
        HBox row = new HBox(10, Icons.of(MaterialDesignC.CONSOLE_LINE), told, saving.button());
        row.setId("planNeeded");
        row.setAlignment(Pos.CENTER_LEFT);
        row.setFillHeight(false);
        AtomicBoolean here = new AtomicBoolean();
        saving.button().addEventHandler(ActionEvent.ACTION, _ -> here.set(true));
        model.planSaver().file().subscribe(file -> {
            Blocks.show(words, file.isEmpty());
            Blocks.show(row, file.isEmpty() || here.get());
        });
        return new VBox(8, row, saving);
    }

    private void say() {
        String patience = Quantities.span(ProofRequest.DEFAULT_PATIENCE);
        long wrong = model.failedChecks();
        int made = model.checks().size();
        if (model.isChecking() || model.proof().get().isEmpty()) {
            banner.offer();
        }
        if (model.isChecking()) {
            if (made == 0 && model.waiting().rows().stream().anyMatch(WaitingRow::isStranger)) {
                banner.say(Tone.WARNING, texts.get("waiting.title"), texts.get("waiting.blocked", patience));
            } else if (made == 0) {
                banner.say(Tone.ACCENT, texts.get("waiting.title"), texts.get("waiting.text", patience));
            } else {
                banner.say(wrong > 0 ? Tone.WARNING : Tone.ACCENT, texts.get("checking.title"),
                        texts.get(wrong > 0 ? "checking.bad" : "checking.text", made, wrong));
            }
        } else if (model.proof().get().isPresent()) {
            say(model.proof().get().get());
        } else if (model.hosts().isTakenAway()) {
            banner.say(Tone.NEUTRAL, texts.get("undone.title"), texts.get("undone.text"));
        } else {
            banner.say(Tone.NEUTRAL, texts.get("check"), texts.get("ready", patience));
        }
    }

    private void say(Proof proof) {
        banner.offer(saveReport);
        if (proof.proven() && !model.strangers().seen().get().isEmpty()) {
            banner.say(Tone.WARNING, texts.get("stranger.title"), texts.get("stranger.text"));
        } else if (proof.proven() && model.lapse().isPresent()) {
            say(proof, model.lapse().get());
        } else if (proof.proven()) {
            long holding = count(proof, Outcome.PASSED);
            List<String> leftOut = model.leftOut();
            banner.say(leftOut.isEmpty() ? Tone.SUCCESS : Tone.WARNING, leftOut.isEmpty()
                    ? texts.get("proven.title")
                    : texts.get("proven.without", String.join(", ", leftOut)),
                    texts.get(model.hosts().delivered().quarantined().isEmpty() ? "proven.text" : "proven.kept",
                            holding,
                            model.plan().map(plan -> plan.members().size()).orElse(0) - leftOut.size(),
                            count(proof, Outcome.SKIPPED) - (leftOut.isEmpty() ? 0 : 1),
                            Quantities.clock(proof.time(), ZoneId.systemDefault())));
        } else {
            banner.say(Tone.DANGER, texts.get("notproven.title", model.failedChecks()), texts.get("notproven.text"));
        }
    }

    /** Green would be a promise that is no longer kept. */
    private void say(Proof proof, Lapse lapse) {
        banner.say(lapse.majority() ? Tone.WARNING : Tone.DANGER,
                texts.get("lapse.title", Quantities.clock(proof.time(), ZoneId.systemDefault()),
                        String.join(", ", lapse.members()), lapse.members().size()),
                texts.get(lapse.majority() ? "lapse.text" : "lapse.lost",
                        Quantities.clock(lapse.last(), ZoneId.systemDefault()), lapse.members().size()));
    }

    private static long count(Proof proof, Outcome outcome) {
        return proof.checks().stream().filter(check -> check.outcome() == outcome).count();
    }

    private Node remaining() {
        List<String> all = model.remaining();
        List<Node> lines = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            lines.add(Blocks.numbered(i + 1, new RichText(all.get(i))));
        }
        return Card.titled(texts.get("remains.title"), Card.section(lines.toArray(Node[]::new)));
    }
}
