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
import org.etcdrecovery.console.deliver.DeliveryFacts.Trait;
import org.etcdrecovery.console.deliver.DeliveryStep;
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
    private static final int MARK = 18;

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
        // Rebuilding the rows on every progress report would lose a click on Stop.
        if (shown.equals(Optional.of(now))) {
            return;
        }
        shown = Optional.of(now);
        boolean idle = facts.running().isEmpty();
        card.setRows(List.of(
                row(1, DeliveryStep.CHECK, texts.get("check"), texts.get("row.check"),
                        facts.isChecked() && !facts.any(Trait.BLOCKED),
                        idle && facts.isChecked() ? Optional.of(again) : Optional.empty()),
                row(2, DeliveryStep.STAGE, texts.get("stage"), stageDetail(facts), facts.isStaged(), Optional.empty()),
                row(3, DeliveryStep.ACTIVATE, texts.get("activate"), activateDetail(facts), facts.isInPlace(),
                        Optional.empty()),
                row(4, DeliveryStep.UNDO, texts.get("row.undo.name"), texts.get("row.undo"), false,
                        idle && model.steps().isUndoable() ? Optional.of(undo) : Optional.empty())));
    }

    private Node row(int number, DeliveryStep step, String name, String detail, boolean done,
            Optional<Button> offered) {
        boolean runs = model.delivery().running().get().filter(now -> rowOf(now) == step).isPresent();
        RichText words = new RichText("**" + name + "** " + detail);
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

    private static DeliveryStep rowOf(DeliveryStep running) {
        return switch (running) {
            case DISCARD -> DeliveryStep.CHECK;
            case ASK_UNDO -> DeliveryStep.UNDO;
            case CHECK, STAGE, ACTIVATE, UNDO, OPEN, CLEAN, EXPORT, SAVE -> running;
        };
    }

    private String stageDetail(DeliveryFacts facts) {
        return texts.get(facts.running().filter(DeliveryStep.STAGE::equals).isPresent() && !model.delivery().isCopying()
                ? "preparing"
                : "row.stage");
    }

    private String activateDetail(DeliveryFacts facts) {
        List<String> byHand = model.delivery().chosen().byHand();
        return byHand.isEmpty()
                ? texts.get("row.activate", facts.chosen())
                : texts.get("row.activate.hand", String.join(", ", byHand));
    }

    private static Node mark(int number, boolean done, boolean runs) {
        if (done || runs) {
            FontIcon icon = Icons.of(done && !runs ? MaterialDesignC.CHECK : Tone.ACCENT.rowIcon(), MARK);
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
