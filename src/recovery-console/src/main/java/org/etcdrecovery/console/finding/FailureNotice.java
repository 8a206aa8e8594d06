package org.etcdrecovery.console.finding;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Banner;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.CommandBlock;
import org.etcdrecovery.console.widget.Revealed;
import org.etcdrecovery.console.widget.Tone;

/** A failure, next to its cause, with what it means, and details to unfold and copy. */
public final class FailureNotice extends VBox {
    private final Texts texts = Texts.of("shell");
    private final Banner banner = new Banner();
    private final CommandBlock details = new CommandBlock();
    private final ExplanationLink explain = new ExplanationLink("");
    private final Hyperlink unfold = new Hyperlink(texts.get("details.show"));
    private final Node copy = CommandBlock.copyButton(details::text);
    private final HBox foot;
    private Optional<Failed> shown = Optional.empty();

    /** A notice that is hidden until {@link #show} is called. */
    public FailureNotice() {
        super(8);
        getStyleClass().add("failure-notice");
        unfold.setId("failureDetails");
        foot = new HBox(12, explain, unfold, copy);
        foot.setAlignment(Pos.CENTER_LEFT);
        unfold.setOnAction(_ -> {
            unfold(!details.isVisible());
            Revealed.unfolded(this);
        });
        getChildren().setAll(banner, foot, details);
        clear();
    }

    /** Shows a failure under a headline that names what failed. */
    public void show(String headline, Failed failed) {
        String sentence = failed.advice().isEmpty() ? failed.what() : failed.what() + " " + failed.advice();
        banner.say(failed.cancelled() ? Tone.NEUTRAL : Tone.DANGER, headline, Quantities.figures(sentence));
        details.setText(failed.details());
        explain.explain(failed.code());
        boolean detailed = !failed.details().isEmpty();
        Blocks.show(unfold, detailed);
        Blocks.show(copy, detailed);
        Blocks.show(foot, detailed || !failed.code().isEmpty());
        Blocks.show(this, true);
        if (!shown.equals(Optional.of(failed))) {
            shown = Optional.of(failed);
            unfold(false);
            // A long form may be between what was pressed and the notice.
            Revealed.unfolded(this);
        }
    }

    /** Hides the notice. */
    public void clear() {
        shown = Optional.empty();
        unfold(false);
        Blocks.show(this, false);
    }

    private void unfold(boolean open) {
        Blocks.show(details, open);
        unfold.setText(texts.get(open ? "details.hide" : "details.show"));
    }
}
