package org.etcdrecovery.console.widget;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.etcdrecovery.console.run.StageProgress;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;

/** The progress of one stage of some work: amount, bar, rate, and time left if known. */
public final class ProgressLine extends VBox {
    private final Texts texts = Texts.of("shell");
    private final Label amount = Blocks.strong("");
    private final Label of = Blocks.muted("");
    private final Label pace = Blocks.muted("");
    private final ProgressBar bar = new ProgressBar(0);
    private final boolean bytes;
    private Subscription following = Subscription.EMPTY;

    /** @param bytes whether the amounts are bytes instead of items */
    public ProgressLine(boolean bytes) {
        super(6);
        this.bytes = bytes;
        getStyleClass().add("progress-line");
        amount.getStyleClass().add("progress-amount");
        bar.setMaxWidth(Double.MAX_VALUE);
        HBox figures = new HBox(8, amount, of, Blocks.spacer(), pace);
        figures.setAlignment(javafx.geometry.Pos.BASELINE_LEFT);
        getChildren().setAll(figures, bar);
    }

    /** Shows this stage from now on. */
    public void follow(StageProgress stage) {
        following.unsubscribe();
        following = Subscription.combine(stage.done().subscribe(() -> show(stage)), stage.ended()
                .subscribe(() -> show(
                        stage)));
        show(stage);
    }

    /** Clears the line. */
    public void clear() {
        following.unsubscribe();
        following = Subscription.EMPTY;
        amount.setText("");
        of.setText("");
        pace.setText("");
        bar.setProgress(0);
    }

    private void show(StageProgress stage) {
        amount.setText(words(stage.done().get()));
        of.setText(stage.total() > 0 ? texts.get("progress.of", words(stage.total())) : "");
        bar.setProgress(stage.fraction());
        List<String> parts = new ArrayList<>();
        stage.rate().filter(_ -> bytes).ifPresent(rate -> parts.add(Quantities.rate(rate)));
        stage.timeLeft().ifPresent(left -> parts.add(texts.get("progress.left", Quantities.span(left))));
        pace.setText(String.join(" · ", parts));
    }

    private String words(long value) {
        return bytes ? Quantities.size(value) : Quantities.number(value);
    }
}
