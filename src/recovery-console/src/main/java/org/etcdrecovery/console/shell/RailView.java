package org.etcdrecovery.console.shell;

import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Icons;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** The steps on the left, each with its state as an icon and in words. */
final class RailView extends VBox {
    /** Fixed, because a label that wraps would ask for one line per letter. */
    private static final double CAPTION = 130;

    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");
    private static final PseudoClass DONE = PseudoClass.getPseudoClass("done");
    private static final PseudoClass LEFT = PseudoClass.getPseudoClass("left");
    private static final PseudoClass ATTENTION = PseudoClass.getPseudoClass("attention");
    private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");

    private final Texts texts = Texts.of("shell");
    private final Wizard wizard;

    /**
     * The steps of a wizard.
     *
     * @param refused called with a step that is clicked and cannot be shown yet
     */
    RailView(Wizard wizard, Consumer<StepModel> refused) {
        this.wizard = wizard;
        setId("rail");
        getStyleClass().add("rail");
        for (StepModel step : wizard.steps()) {
            getChildren().add(new Entry(step));
        }
        // A button that is disabled gets no clicks.
        setOnMouseClicked(event -> getChildren().stream()
                .map(Entry.class::cast)
                .filter(entry -> entry.isDisabled() && entry.getBoundsInParent().contains(event.getX(), event.getY()))
                .forEach(entry -> refused.accept(entry.step)));
        wizard.current().subscribe(_ -> refresh());
        wizard.steps().forEach(step -> step.outline().state().subscribe(_ -> refresh()));
    }

    private void refresh() {
        getChildren().forEach(child -> ((Entry) child).refresh());
    }

    private final class Entry extends Button {
        private final StepModel step;
        private final String number;
        private final Label mark = new Label();
        private final Label caption = new Label();

        Entry(StepModel step) {
            this.step = step;
            StepOutline outline = step.outline();
            number = String.valueOf(wizard.steps().indexOf(step) + 1);
            setId("step-" + outline.id().name().toLowerCase(java.util.Locale.ROOT));
            getStyleClass().setAll("rail-step");
            setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
            mark.getStyleClass().add("rail-mark");
            Label name = new Label(texts.get("rail.step." + outline.id()));
            name.getStyleClass().add("step-name");
            caption.getStyleClass().add("step-caption");
            caption.setWrapText(true);
            caption.setMinWidth(CAPTION);
            caption.setMaxWidth(CAPTION);
            VBox words = new VBox(1, name, caption);
            words.setPadding(new Insets(1, 0, 0, 0));
            setGraphic(new HBox(10, mark, words));
            setOnAction(_ -> wizard.goTo(step));
            outline.caption().subscribe(_ -> refresh());
        }

        void refresh() {
            StepOutline outline = step.outline();
            StepState state = wizard.stateOf(step);
            boolean current = step.equals(wizard.current().get());
            pseudoClassStateChanged(CURRENT, current);
            pseudoClassStateChanged(DONE, state.isPassed());
            mark.pseudoClassStateChanged(CURRENT, current);
            mark.pseudoClassStateChanged(DONE, !current && state == StepState.DONE);
            mark.pseudoClassStateChanged(LEFT, !current && state == StepState.LEFT);
            mark.pseudoClassStateChanged(ATTENTION, !current && state == StepState.ATTENTION);
            mark.pseudoClassStateChanged(FAILED, !current && state == StepState.FAILED);
            showMark(current ? StepState.TODO : state);
            boolean stale = state == StepState.TODO_AGAIN
                    && (state != outline.state().get() || outline.caption().get().isEmpty());
            String before = wizard.openBefore(step)
                    .map(first -> texts.get("rail.before", texts.get("rail.step." + first.outline().id())))
                    .orElse("");
            // The page of the current step shows what is to do again.
            String words = !stale ? outline.caption().get() : current ? "" : before;
            caption.setText(words);
            Blocks.show(caption, !words.isEmpty());
            boolean closed = !current && !wizard.isOpen(step);
            setDisable(closed);
            setAccessibleText(Stream.of(number + " " + texts.get("rail.step." + outline.id()),
                    texts.get(current ? "rail.state.current" : "rail.state." + state), words,
                    closed && !words.equals(before) ? before : "")
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining(", ")));
        }

        private void showMark(StepState state) {
            mark.setText(switch (state) {
                case TODO, TODO_AGAIN -> number;
                case ATTENTION, FAILED -> "!";
                case DONE, LEFT -> null;
            });
            mark.setGraphic(switch (state) {
                case DONE -> Icons.of(MaterialDesignC.CHECK, 13);
                case LEFT -> Icons.of(MaterialDesignA.ARROW_DOWN, 13);
                case TODO, TODO_AGAIN, ATTENTION, FAILED -> null;
            });
        }
    }
}
