package org.etcdrecovery.console.step.inspect.salvage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.filing.Making;
import org.etcdrecovery.console.filing.NewFileField;
import org.etcdrecovery.console.filing.WorkingCard;
import org.etcdrecovery.console.finding.ConsentsCard;
import org.etcdrecovery.console.finding.FailureNotice;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Banner;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.Closable;
import org.etcdrecovery.console.widget.Painted;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.rescue.salvage.LostRange;
import org.etcdrecovery.core.rescue.salvage.SalvageReport;

/** What still reads of a damaged file, what is lost, what to agree to, and where to write the rest. */
public final class SalvageBlock extends VBox {
    /** How many ranges to show before the operator asks for more. */
    private static final int FIRST = 6;
    /** The manifest and the command line list more. */
    private static final int MOST = 1000;
    private static final double NAME_WIDTH = 160;

    private final Texts texts = Texts.of("inspect");
    private final SalvageModel model;
    private final WorkingCard working;
    private final FailureNotice failure = new FailureNotice();
    private final Banner outcome = new Banner();
    private final Card kept = Card.titled(texts.get("salvage.kept"));
    private final Card lost = Card.titled(texts.get("salvage.lost"));
    private final ConsentsCard consents;
    private final NewFileField target;
    private final Button close = new Button(texts.get("salvage.close"));

    /** A view of this model. */
    public SalvageBlock(SalvageModel model) {
        super(14);
        this.model = model;
        setId("salvageBlock");
        outcome.setId("salvageOutcome");
        outcome.setFocusTraversable(true);
        kept.setId("kept");
        lost.setId("lostRanges");
        working = new WorkingCard(model.activity());
        consents = new ConsentsCard(model.consents());
        target = new NewFileField(model.target(), model::write);
        close.setId("closeSalvage");
        close.getStyleClass().add("small");
        close.setOnAction(_ -> model.close());
        getChildren().setAll(working, failure, outcome, kept, lost, consents, target);
        Closable.mark(this, model::escape);
        model.phase().subscribe(this::show);
        model.failed().subscribe(why -> why.ifPresentOrElse(this::show, failure::clear));
    }

    private void show(Making phase) {
        Optional<SalvageReport> shown = model.report().filter(_ -> phase == Making.DECIDING);
        showSelf();
        working.show(phase.isWorking(),
                texts.get(phase == Making.WRITING ? "salvage.writing" : "salvage.reading"));
        if (phase.isWorking()) {
            // What had the focus disappears, and the next key must not press what gets it then.
            working.requestFocus();
        }
        boolean needed = shown.filter(report -> !report.findings().isEmpty()).isPresent();
        shown.ifPresent(this::say);
        Blocks.show(outcome, shown.isPresent());
        Blocks.show(kept, shown.isPresent());
        Blocks.show(lost, shown.filter(report -> !report.lostRevisions().isEmpty()).isPresent());
        Blocks.show(consents, needed);
        Blocks.show(target, needed);
        if (shown.isPresent()) {
            Painted.then(outcome::requestFocus);
        }
    }

    private void say(SalvageReport report) {
        if (report.findings().isEmpty()) {
            outcome.say(Tone.SUCCESS, texts.get("salvage.needless"), texts.get("salvage.needless.text"));
        } else {
            outcome.say(Tone.WARNING, texts.get("salvage.possible"), texts.get("salvage.possible.text"));
        }
        outcome.offer(close);
        kept.setRows(List.of(
                row("salvage.records", texts.get("salvage.records.text", Quantities.number(report.records()))),
                row("salvage.revision", Quantities.number(report.lastRevision())),
                row("salvage.transaction", Quantities.number(report.transaction()))));
        list(report.lostRevisions(), FIRST);
    }

    private void list(List<LostRange> ranges, int most) {
        List<Node> rows = new ArrayList<>(List.of(Card.row(new RichText(texts.get("salvage.range.means")))));
        ranges.stream().limit(most).map(this::row).forEach(rows::add);
        if (ranges.size() > most && most < MOST) {
            Hyperlink more = new Hyperlink(
                    texts.get("salvage.more", Quantities.number(Math.min(ranges.size(), MOST) - most)));
            more.setId("moreRanges");
            more.setOnAction(_ -> list(ranges, MOST));
            rows.add(Card.row(more));
        } else if (ranges.size() > most) {
            rows.add(Card.row(Blocks.caption(texts.get("salvage.rest", Quantities.number(ranges.size() - most)))));
        }
        lost.setRows(rows);
    }

    private Node row(LostRange range) {
        return Card.row(new RichText(texts.get("salvage.range", Quantities.figures("revisions " + range))));
    }

    private HBox row(String key, String value) {
        RichText name = new RichText(texts.get(key));
        name.setMinWidth(NAME_WIDTH);
        name.setPrefWidth(NAME_WIDTH);
        RichText words = new RichText(value);
        HBox.setHgrow(words, Priority.ALWAYS);
        return Card.row(name, words);
    }

    private void show(Failed why) {
        failure.show(texts.get(why.cancelled() ? "salvage.stopped" : "salvage.failed"), why);
        showSelf();
    }

    private void showSelf() {
        Blocks.show(this, model.phase().get() != Making.CLOSED || failure.isVisible());
    }
}
