package org.etcdrecovery.console.home;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.settings.InterruptedRun;
import org.etcdrecovery.console.settings.Settings;
import org.etcdrecovery.console.shell.WhileShown;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Banner;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.CutText;
import org.etcdrecovery.console.widget.Tone;

/** The unfinished runs: the one worked on last as a banner, those before it as rows. None goes without being discarded. */
final class UnfinishedRuns extends VBox {
    /** How many earlier runs to show before the operator asks for all. */
    private static final int FIRST = 2;

    private final Texts texts = Texts.of("home");
    private final HomeViewModel model;
    private final Banner last = new Banner();
    private final Button resume = new Button(texts.get("interrupted.resume"));
    private final Button discard = new Button(texts.get("interrupted.discard"));
    private final Card earlier = Card.titled(texts.get("interrupted.earlier"));
    private final Card discarded = new Card();
    private boolean all;

    UnfinishedRuns(HomeViewModel model) {
        super(10);
        this.model = model;
        setId("unfinishedRuns");
        last.setId("interruptedRun");
        resume.setId("resume");
        discard.setId("discard");
        discard.getStyleClass().add("flat");
        last.offer(discard, resume);
        earlier.setId("earlierRuns");
        discarded.setId("discardedRun");
        getChildren().setAll(last, earlier, discarded);
        WhileShown.follow(this, model.settings().map(Settings::interrupted), this::show);
        WhileShown.follow(this, model.discarded(), this::showDiscarded);
    }

    /** The button that resumes the run worked on last; empty if there is none. */
    Optional<Node> first() {
        return last.isVisible() ? Optional.of(resume) : Optional.empty();
    }

    private void show(List<InterruptedRun> runs) {
        runs.stream().findFirst().ifPresent(run -> {
            last.say(Tone.ACCENT, texts.get("interrupted.title", model.goal(run)),
                    model.whereabouts(run) + ". " + texts.get("interrupted.kept"));
            resume.setOnAction(_ -> model.resume(run));
            discard.setOnAction(_ -> model.discard(run));
        });
        Blocks.show(last, !runs.isEmpty());
        List<InterruptedRun> others = runs.stream().skip(1).toList();
        List<Node> rows = new ArrayList<>(
                others.stream().limit(all ? others.size() : FIRST).map(this::row).toList());
        if (rows.size() < others.size()) {
            Hyperlink more = new Hyperlink(texts.get("interrupted.more", others.size() - rows.size()));
            more.setId("moreRuns");
            more.setOnAction(_ -> {
                all = true;
                show(runs);
            });
            rows.add(Card.row(more));
        }
        earlier.setRows(rows);
        Blocks.show(earlier, !others.isEmpty());
        Blocks.show(this, !runs.isEmpty() || discarded.isVisible());
    }

    private Node row(InterruptedRun run) {
        Label goal = Blocks.strong(model.goal(run));
        goal.setMinWidth(USE_PREF_SIZE);
        Label where = CutText.middle(Blocks.muted(model.whereabouts(run)));
        HBox.setHgrow(where, Priority.ALWAYS);
        where.setMaxWidth(Double.MAX_VALUE);
        Button goOn = small("interrupted.resume");
        goOn.setAccessibleText(texts.get("interrupted.resume.which", model.goal(run), model.whereabouts(run)));
        goOn.setOnAction(_ -> model.resume(run));
        Button drop = small("interrupted.discard");
        drop.getStyleClass().add("flat");
        drop.setAccessibleText(texts.get("interrupted.discard.which", model.goal(run), model.whereabouts(run)));
        drop.setOnAction(_ -> model.discard(run));
        HBox row = Card.row(goal, where, drop, goOn);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private void showDiscarded(List<InterruptedRun> runs) {
        discarded.setRows(runs.stream().map(this::discardedRow).toList());
        Blocks.show(discarded, !runs.isEmpty());
        Blocks.show(this, !runs.isEmpty() || last.isVisible());
        if (!runs.isEmpty()) {
            // The button that was pressed is gone, or belongs to another run now.
            discarded.body().getChildren().getLast().lookup(".undo-discard").requestFocus();
        }
    }

    private Node discardedRow(InterruptedRun run) {
        Label what = CutText.middle(
                Blocks.muted(texts.get("interrupted.discarded", model.goal(run), model.whereabouts(run))));
        Button undo = small("interrupted.undo");
        undo.getStyleClass().add("undo-discard");
        undo.setOnAction(_ -> {
            model.undoDiscard(run);
            resume.requestFocus();
        });
        HBox row = Card.row(what, Blocks.spacer(), undo);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private Button small(String key) {
        Button button = new Button(texts.get(key));
        button.getStyleClass().add("small");
        button.setMinWidth(USE_PREF_SIZE);
        return button;
    }
}
