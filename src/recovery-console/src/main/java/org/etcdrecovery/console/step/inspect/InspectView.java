package org.etcdrecovery.console.step.inspect;

import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.filing.Making;
import org.etcdrecovery.console.finding.ExplanationLink;
import org.etcdrecovery.console.finding.FailureNotice;
import org.etcdrecovery.console.finding.FindingsCard;
import org.etcdrecovery.console.finding.FindingsCard.Entry;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.step.inspect.salvage.SalvageBlock;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Banner;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.Icons;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.console.widget.StatStrip;
import org.etcdrecovery.console.widget.StopButton;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.snapshot.Inspection;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;

/** The page of the step Inspect. */
public final class InspectView extends VBox {
    private static final double CHECKS_SHARE = 0.46;
    private static final double FINDINGS_WIDTH = 380;

    private final Texts texts = Texts.of("inspect");
    private final InspectViewModel model;
    private final Banner verdict = new Banner();
    private final ExplanationLink explain = new ExplanationLink("");
    private final StatStrip stats = new StatStrip();
    private final ArchiveCard archive;
    private final ConsentCard consent;
    private final HBox results;
    private final ChecksCard checks;
    private final FindingsCard findings;
    private final NextSteps next;
    private final Button again = new Button(texts.get("again"), Icons.of(MaterialDesignR.REFRESH));
    private final Button export = new Button(texts.get("export"), Icons.of(MaterialDesignD.DOWNLOAD));
    private final Button compare = new Button(texts.get("compareWith"));
    private final Card comparing = new Card(Card.row(Icons.of(MaterialDesignC.COMPARE_HORIZONTAL),
            new RichText(texts.get("compare")), Blocks.spacer(), compare));
    private final Button look = new Button(texts.get("look"), Icons.of(MaterialDesignF.FILE_TREE_OUTLINE));
    private final Button another = new Button(texts.get("next.open"));
    private final Button stop;

    /** A view of this model. */
    public InspectView(InspectViewModel model) {
        this.model = model;
        verdict.setId("verdict");
        stats.setId("stats");
        archive = new ArchiveCard(model);
        consent = new ConsentCard(model);
        checks = new ChecksCard(model.checks());
        findings = new FindingsCard(texts.get("findings"));
        findings.setId("findings");
        findings.setMinWidth(0);
        findings.setPrefWidth(FINDINGS_WIDTH);
        HBox.setHgrow(checks, Priority.ALWAYS);
        HBox.setHgrow(findings, Priority.ALWAYS);
        results = new HBox(14, checks, findings);
        results.widthProperty().subscribe(_ -> shareOut());
        next = new NextSteps(model);
        stop = StopButton.large("stop", model.outline().activity());
        getChildren().setAll(Blocks.page(texts.get("title"), texts.get("sentence"), verdict, exported(),
                new MadeCard(model), new SavedFile(model), archive, stats, consent, new SalvageBlock(model.salvage()),
                results, comparing, next));
        wireButtons();
        model.inspection().subscribe(_ -> show());
        model.failed().subscribe(_ -> show());
        model.consent().subscribe(_ -> show());
        model.figures().subscribe(figures -> stats.setStats(figures.stats(), texts.get("stat.copy")));
        model.findings().addListener((ListChangeListener<Finding>) _ -> show());
        model.salvage().phase().subscribe(_ -> show());
        model.salvage().phase().subscribe((_, now) -> {
            // What had the focus has disappeared, and the next button in line leaves the page.
            if (now == Making.CLOSED) {
                verdict.requestFocus();
            }
        });
        model.checks().over().subscribe(_ -> show());
        model.outline().activity().running().subscribe(_ -> show());
    }

    private void wireButtons() {
        again.setId("inspectAgain");
        again.setOnAction(_ -> model.inspect());
        another.setId("openOther");
        another.setOnAction(_ -> model.openAnother());
        compare.setId("compareWith");
        compare.getStyleClass().add("small");
        compare.setMinWidth(USE_PREF_SIZE);
        compare.setOnAction(_ -> model.compare());
        look.setId("lookInside");
        look.setOnAction(_ -> model.lookInside());
        export.setId("export");
        export.setOnAction(_ -> model.export());
    }

    private VBox exported() {
        RichText words = new RichText();
        var written = Blocks.note(Tone.SUCCESS, words);
        written.setId("exported");
        FailureNotice notice = new FailureNotice();
        model.exporting().written().subscribe(file -> {
            file.ifPresent(path -> words.setText(texts.get("export.done", path.toString())));
            Blocks.show(written, file.isPresent());
        });
        VBox box = new VBox(written, notice);
        model.exporting()
                .failed()
                .subscribe(failed -> failed.ifPresentOrElse(why -> notice.show(texts.get("export.failed"), why),
                        notice::clear));
        box.managedProperty().bind(written.visibleProperty().or(notice.visibleProperty()));
        return box;
    }

    private void showFailure(Failed why) {
        if (why.cancelled()) {
            verdict.say(Tone.NEUTRAL, texts.get("failed.stopped"), texts.get("idle.text"));
            verdict.offer(again);
        } else {
            verdict.say(Tone.DANGER, texts.get("failed.title"), (why.what() + " " + why.advice()).strip());
            explain.explain(why.code());
            verdict.offer(explain, again, another);
        }
    }

    private void showIdle() {
        verdict.say(Tone.NEUTRAL, texts.get("idle"), texts.get("idle.text"));
        verdict.offer(again);
    }

    /** A box asks its children for their height at their preferred width, so each must prefer the width it gets. */
    private void shareOut() {
        double width = Math.max(0, results.getWidth() - results.getSpacing());
        checks.setPrefWidth(width * CHECKS_SHARE);
        findings.setPrefWidth(checks.isVisible() ? width * (1 - CHECKS_SHARE) : results.getWidth());
    }

    private void show() {
        boolean running = model.outline().activity().isRunning();
        boolean ended = model.inspection().get().isPresent();
        VerdictSummary words = model.verdict();
        if (ended) {
            verdict.say(words.tone(), words.headline(), words.sentence());
            if (model.maySeeInside()) {
                verdict.offer(look, export, again);
            } else {
                verdict.offer(again, export);
            }
        } else if (running) {
            verdict.say(model.findings().isEmpty() ? Tone.ACCENT : words.tone(), words.headline(), words.sentence());
            verdict.offer(stop);
        } else {
            model.failed().get().ifPresentOrElse(this::showFailure, this::showIdle);
        }
        boolean stopped = model.failed().get().isPresent();
        archive.refresh();
        boolean awaitsChoice = model.inspection().get().filter(Inspection::awaitsChoice).isPresent();
        Blocks.show(stats, !stopped && !awaitsChoice);
        // If the file cannot be restored, only the findings matter, and they get the space.
        Blocks.show(checks, !ended || words.tone() != Tone.DANGER);
        shareOut();
        findings.show(model.findings().stream().map(Entry::of).toList(),
                texts.get(ended ? "findings.none" : "findings.sofar"));
        Blocks.show(results, !stopped && !isSalvaging() && !awaitsChoice);
        checks.fold(ended);
        Blocks.show(comparing, ended && model.maySeeInside() && !isSalvaging());
        consent.refresh();
        next.refresh();
        if (isSalvaging()) {
            Blocks.show(next, false);
        }
    }

    /** Whether the salvage takes the place of the findings. */
    private boolean isSalvaging() {
        return model.salvage().phase().get() != Making.CLOSED;
    }
}
