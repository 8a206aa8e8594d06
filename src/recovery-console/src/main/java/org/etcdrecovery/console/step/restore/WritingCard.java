package org.etcdrecovery.console.step.restore;

import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.core.plan.RestorePlan;

/** The members that are written, each with how far it has come. */
final class WritingCard extends VBox {
    private final Texts texts = Texts.of("restore");
    private final RestoreViewModel model;
    private final Label title = Blocks.strong("");
    private final Card card;

    WritingCard(RestoreViewModel model) {
        this.model = model;
        setId("writing");
        title.getStyleClass().add("card-title");
        Label pace = Blocks.muted("");
        pace.textProperty().bind(model.pace());
        Button stop = new Button(texts.get("stop"));
        stop.setId("stopRestore");
        stop.getStyleClass().add("small");
        stop.setOnAction(_ -> model.activity().cancel());
        card = Card.titled("").withHead(title, Blocks.spacer(), pace, stop);
        getChildren().setAll(card);
        model.activity().stopping().subscribe(stopping -> {
            stop.setDisable(stopping);
            stop.setText(texts.get(stopping ? "stopping" : "stop"));
        });
        model.activity().running().subscribe(running -> {
            Blocks.show(stop, running);
            Blocks.show(pace, running);
            headline();
        });
        model.members().addListener((ListChangeListener<MemberWriting>) _ -> showMembers());
        showMembers();
    }

    private void showMembers() {
        int hashKv = model.plan().map(RestorePlan::hashKv).orElse(0);
        card.setRows(model.members().stream().map(member -> new MemberRow(member, hashKv)).toList());
        headline();
    }

    private void headline() {
        title.setText(model.activity().isRunning()
                ? texts.get("writing.title", model.members().size())
                : texts.get("written.title"));
    }
}
