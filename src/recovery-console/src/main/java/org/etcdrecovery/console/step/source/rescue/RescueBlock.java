package org.etcdrecovery.console.step.source.rescue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.filing.Making;
import org.etcdrecovery.console.filing.NewFileField;
import org.etcdrecovery.console.filing.WorkingCard;
import org.etcdrecovery.console.finding.ConsentsCard;
import org.etcdrecovery.console.finding.FailureNotice;
import org.etcdrecovery.console.finding.FindingsCard;
import org.etcdrecovery.console.finding.FindingsCard.Entry;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.step.source.directories.Caution;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Banner;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Closable;
import org.etcdrecovery.console.widget.Painted;
import org.etcdrecovery.console.widget.Tone;

/** What the chosen member's log adds, what to agree to, and where to write the snapshot. */
public final class RescueBlock extends VBox {
    private final Texts texts = Texts.of("source");
    private final RescueModel model;
    private final WorkingCard working;
    private final FailureNotice failure = new FailureNotice();
    private final Banner outcome = new Banner();
    private final AddedCard added;
    private final KeysCard keys;
    private final FindingsCard others = new FindingsCard(texts.get("rescue.others"));
    private final ConsentsCard consents;
    private final NewFileField target;

    /** A view of this model. */
    public RescueBlock(RescueModel model) {
        super(14);
        this.model = model;
        setId("rescue");
        outcome.setId("rescueOutcome");
        outcome.setFocusTraversable(true);
        others.setId("rescueFindings");
        working = new WorkingCard(model.activity());
        added = new AddedCard(model);
        keys = new KeysCard(model);
        consents = new ConsentsCard(model.consents());
        target = new NewFileField(model.target(), model::write);
        getChildren().setAll(working, failure, outcome, added, keys, consents, target, others);
        Closable.mark(this, model::escape);
        model.phase().subscribe(this::show);
        model.failed().subscribe(why -> why.ifPresentOrElse(this::show, failure::clear));
    }

    private void show(Making phase) {
        Optional<Addition> shown = model.addition().get().filter(_ -> phase == Making.DECIDING);
        showSelf();
        working.show(phase.isWorking(), texts.get(
                phase == Making.WRITING ? "rescue.writing" : "rescue.reading", model.name()));
        if (phase.isWorking()) {
            // What had the focus disappears, and the next key must not press what gets it then.
            working.requestFocus();
        }
        boolean possible = shown.isPresent() && !model.isImpossible();
        shown.ifPresent(this::say);
        Blocks.show(outcome, shown.isPresent());
        Blocks.show(added, possible);
        Blocks.show(keys, possible && shown.filter(found -> found.result().keys().count() > 0).isPresent());
        Blocks.show(consents, possible && !model.consents().asked().get().isEmpty());
        Blocks.show(target, possible);
        Blocks.show(others, shown.filter(found -> !found.others().isEmpty()).isPresent());
        if (shown.isPresent()) {
            Painted.then(outcome::requestFocus);
        }
    }

    private void say(Addition found) {
        String name = model.name();
        if (model.isImpossible()) {
            outcome.say(Tone.DANGER, texts.get("rescue.impossible", name), texts.get("rescue.impossible.text"));
        } else {
            Optional<Caution> caution = found.order().caution();
            boolean care = caution.isPresent() || !found.decisions().isEmpty();
            Tone tone = caution.filter(Caution::overruled).isPresent()
                    ? Tone.DANGER
                    : care ? Tone.WARNING : found.asksAboutEntries() ? Tone.ACCENT : Tone.SUCCESS;
            outcome.say(tone, texts.get(care ? "rescue.possible.care" : "rescue.possible", name), sentences(found));
        }
        outcome.offer(Links.button("closeRescue", texts.get("rescue.close"), model::close));
        added.show(found);
        keys.show(found);
        others.show(found.others().stream().map(Entry::of).toList(), "");
    }

    private String sentences(Addition found) {
        List<String> all = new ArrayList<>();
        found.order().caution().map(Caution::words).ifPresent(all::add);
        if (!found.decisions().isEmpty()) {
            all.add(texts.get("rescue.possible.agree", found.decisions().size()));
        }
        if (found.asksAboutEntries()) {
            all.add(texts.get("rescue.possible.choose", found.result().maybe() + found.result().leftOut()));
        }
        if (all.isEmpty()) {
            all.add(texts.get("rescue.possible.nothing"));
        }
        all.add(texts.get("rescue.possible.unchanged"));
        return String.join(" ", all);
    }

    private void show(Failed why) {
        failure.show(texts.get(why.cancelled() ? "rescue.stopped" : "rescue.failed"), why);
        showSelf();
    }

    private void showSelf() {
        Blocks.show(this, model.phase().get() != Making.CLOSED || failure.isVisible());
    }
}
