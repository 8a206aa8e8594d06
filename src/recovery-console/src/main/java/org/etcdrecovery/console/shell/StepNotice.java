package org.etcdrecovery.console.shell;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.application.Platform;
import javafx.scene.Node;
import org.controlsfx.control.NotificationPane;
import org.controlsfx.control.action.Action;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Icons;
import org.etcdrecovery.console.widget.Tone;
import org.jspecify.annotations.Nullable;

/**
 * Announces below the page that another step has finished its work, and leads there; the current step announces its own.
 * Says of a step that was asked for which one comes first.
 */
final class StepNotice extends NotificationPane {
    private final Texts texts = Texts.of("shell");
    private final Wizard wizard;
    /** The steps whose work began before the window showed the run, which nobody waits for. */
    private final Set<StepModel> unasked = new HashSet<>();
    /** The step that it is about; null before the first. */
    private @Nullable StepModel about;

    /** @param content the page */
    StepNotice(Wizard wizard, Node content) {
        super(content);
        this.wizard = wizard;
        setShowFromTop(false);
        setCloseButtonVisible(false);
        // A container that takes the focus would be a stop of Tab at which nothing can be seen.
        setFocusTraversable(false);
        wizard.steps().stream().filter(step -> step.outline().activity().isRunning()).forEach(unasked::add);
        wizard.steps().forEach(step -> step.outline().activity().running().subscribe((before, now) -> {
            boolean ends = before && !now;
            boolean waitedFor = !(ends && unasked.remove(step));
            if (ends && !step.equals(wizard.current().get())) {
                // The step updates its state right after its work has ended.
                Platform.runLater(() -> ended(step, waitedFor));
            }
        }));
        wizard.current().subscribe((_, _) -> hide());
        // What it says of a step may be undone.
        wizard.steps().forEach(step -> step.outline().state().subscribe((_, _) -> {
            if (step.equals(about)) {
                hide();
            }
        }));
    }

    private void ended(StepModel step, boolean waitedFor) {
        StepOutline outline = step.outline();
        StepState state = outline.state().get();
        boolean failed = state == StepState.FAILED;
        if ((!waitedFor && !failed) || step.equals(wizard.current().get()) || outline.activity().isRunning()
                || !(failed || outline.isPassed())) {
            return;
        }
        setGraphic(Icons.of(switch (state) {
            case DONE -> Tone.SUCCESS;
            case FAILED -> Tone.DANGER;
            case LEFT -> Tone.NEUTRAL;
            case TODO, TODO_AGAIN, ATTENTION -> Tone.WARNING;
        }));
        show(step, texts.get("news", name(step), outline.caption().get()));
    }

    /** Says why a step cannot be shown yet. */
    void refuse(StepModel step) {
        wizard.openBefore(step).ifPresent(first -> {
            setGraphic(Icons.of(Tone.NEUTRAL));
            show(first, texts.get("news.closed", name(step), name(first)));
        });
    }

    private String name(StepModel step) {
        return texts.get("rail.step." + step.outline().id());
    }

    private void show(StepModel step, String words) {
        about = step;
        setText(words);
        Action close = new Action(texts.get("news.close"), _ -> hide());
        getActions()
                .setAll(step.equals(wizard.current().get())
                        ? List.of(close)
                        : List.of(new Action(texts.get("news.show"), _ -> wizard.goTo(step)), close));
        show();
    }
}
