package org.etcdrecovery.console.step.start.deliver;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.deliver.DeliveryFacts;
import org.etcdrecovery.console.deliver.Step;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.Icons;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.console.widget.StopButton;
import org.etcdrecovery.console.widget.Tone;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** The steps of a delivery in their order: what each does, which are done, and which runs. */
final class StepsCard extends VBox {
    private static final double MARK = 18;

    private final Texts texts = Texts.of("deliver");
    private final DeliverViewModel model;
    private final Card card = new Card();
    private Optional<Look> shown = Optional.empty();
    private final Button again = Blocks.smallButton("checkHostsAgain", texts.get("again"));
    private final Button undo = Blocks.smallButton("undoDelivery", texts.get("undo"));
    private final Button stop;

    StepsCard(DeliverViewModel model) {
        this.model = model;
        setId("deliverySteps");
        again.setOnAction(_ -> model.check());
        undo.setOnAction(_ -> model.undoing().ask());
        stop = StopButton.small("stopDelivery", model.outline().activity());
        getChildren().setAll(card);
        model.delivery().changes().subscribe(_ -> show());
    }

    /** What decides how the card looks. */
    private record Look(DeliveryFacts facts, boolean copying, boolean undoable, List<String> byHand) {}

    private void show() {
        DeliveryFacts facts = model.facts();
        Look now = new Look(facts, model.delivery().isCopying(), model.steps().isUndoable(),
                model.delivery().chosen().byHand());
        // While bytes are counted nothing changes here, and a click on the button that stops must not be lost.
        if (shown.equals(Optional.of(now))) {
            return;
        }
        shown = Optional.of(now);
        boolean idle = facts.running().isEmpty();
        card.setRows(List.of(
                row(facts, 1, Step.CHECK, facts.isChecked() && facts.blocked() == 0,
                        idle && facts.isChecked() ? Optional.of(again) : Optional.empty()),
                row(facts, 2, Step.STAGE, facts.isStaged(), Optional.empty()),
                row(facts, 3, Step.ACTIVATE, facts.isInPlace(), Optional.empty()),
                row(facts, 4, Step.UNDO, false,
                        idle && model.steps().isUndoable() ? Optional.of(undo) : Optional.empty())));
    }

    private Node row(DeliveryFacts facts, int number, Step step, boolean done, Optional<Button> offered) {
        boolean runs = facts.running().filter(now -> shownBy(now) == step).isPresent();
        RichText words = new RichText("**" + switch (step) {
            case STAGE -> texts.get("stage");
            case ACTIVATE -> texts.get("activate");
            case UNDO -> texts.get("row.undo.name");
            default -> texts.get("check");
        } + "** " + detail(facts, step));
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox row = new HBox(10, mark(number, done, runs), words);
        row.setId("step-" + step);
        row.getStyleClass().addAll("card-row", "step-row");
        row.setFillHeight(false);
        row.setAlignment(Pos.CENTER_LEFT);
        if (runs) {
            row.getChildren().add(stop);
        } else {
            offered.ifPresent(row.getChildren()::add);
        }
        return row;
    }

    private static Step shownBy(Step running) {
        return switch (running) {
            case STAGE, ACTIVATE, CHECK -> running;
            case DISCARD -> Step.CHECK;
            case ASK_UNDO, UNDO -> Step.UNDO;
            case OPEN, CLEAN, EXPORT, SAVE -> running;
        };
    }

    private String detail(DeliveryFacts facts, Step step) {
        return switch (step) {
            case STAGE ->
                texts.get(facts.running().filter(Step.STAGE::equals).isPresent() && !model.delivery().isCopying()
                        ? "preparing"
                        : "row.stage");
            case ACTIVATE -> activate(facts);
            case UNDO -> texts.get("row.undo");
            default -> texts.get("row.check");
        };
    }

    private String activate(DeliveryFacts facts) {
        List<String> byHand = model.delivery().chosen().byHand();
        return byHand.isEmpty()
                ? texts.get("row.activate", facts.chosen())
                : texts.get("row.activate.hand", String.join(", ", byHand));
    }

    private static Node mark(int number, boolean done, boolean runs) {
        if (done || runs) {
            FontIcon icon = Icons.of(done && !runs ? MaterialDesignC.CHECK : Tone.ACCENT.rowIcon(), 18);
            (done && !runs ? Tone.SUCCESS : Tone.ACCENT).applyTo(icon);
            icon.getStyleClass().add("tone-icon");
            HBox box = new HBox(icon);
            box.setMinWidth(MARK);
            box.setAlignment(Pos.CENTER_LEFT);
            return box;
        }
        Label figure = new Label(String.valueOf(number));
        figure.getStyleClass().addAll("muted", "strong");
        figure.setMinWidth(MARK);
        return figure;
    }
}
