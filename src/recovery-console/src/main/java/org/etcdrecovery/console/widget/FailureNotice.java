package org.etcdrecovery.console.widget;

import javafx.scene.control.Hyperlink;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;

/** A failure, next to its cause, with details to unfold and copy. */
public final class FailureNotice extends VBox {
    private final Texts texts = Texts.of("shell");
    private final Banner banner = new Banner();
    private final CommandBlock details = new CommandBlock();
    private final Hyperlink unfold = new Hyperlink(texts.get("details.show"));
    private final HBox foot;

    /** A notice that is hidden until {@link #show} is called. */
    public FailureNotice() {
        super(8);
        getStyleClass().add("failure-notice");
        foot = new HBox(12, unfold, CommandBlock.copyButton(texts.get("copy"), texts.get("copied"), details::text));
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
        Blocks.show(foot, !failed.details().isEmpty());
        unfold(false);
        Blocks.show(this, true);
    }

    /** Hides the notice. */
    public void clear() {
        unfold(false);
        Blocks.show(this, false);
    }

    private void unfold(boolean open) {
        Blocks.show(details, open);
        unfold.setText(texts.get(open ? "details.hide" : "details.show"));
    }
}
