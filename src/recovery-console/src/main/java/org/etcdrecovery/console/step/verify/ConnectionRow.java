package org.etcdrecovery.console.step.verify;

import java.util.function.Consumer;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.connection.SecurityFields;
import org.etcdrecovery.console.connection.SecurityModel;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Field;
import org.etcdrecovery.console.widget.Icons;
import org.etcdrecovery.console.widget.Revealed;
import org.etcdrecovery.core.cluster.prove.Proof;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;

/** How to reach the new cluster; certificates and login unfold. */
final class ConnectionRow extends VBox {
    private final Texts texts = Texts.of("verify");
    private final VerifyViewModel model;

    ConnectionRow(VerifyViewModel model) {
        super(8);
        this.model = model;
        TextField endpoints = field("newEndpoints", model.connection().endpoints());
        endpoints.setPromptText(texts.get("endpoints.prompt"));
        endpoints.setOnAction(_ -> model.check());
        HBox.setHgrow(endpoints, Priority.ALWAYS);
        CheckBox canary = new CheckBox(texts.get("canary"));
        canary.setId("canary");
        canary.setMinWidth(USE_PREF_SIZE);
        canary.selectedProperty().bindBidirectional(model.canary());
        HBox row = new HBox(10, endpoints, button());
        row.setAlignment(Pos.CENTER_LEFT);
        SecurityFields security = new SecurityFields(model.connection().security(), "new", model::check);
        security.setId("security");
        Hyperlink unfold = new Hyperlink(texts.get("security"), Icons.of(MaterialDesignC.CHEVRON_RIGHT, 16));
        unfold.setId("unfoldSecurity");
        Consumer<Boolean> show = open -> {
            Blocks.show(security, open);
            unfold.setGraphic(Icons.of(open ? MaterialDesignC.CHEVRON_DOWN : MaterialDesignC.CHEVRON_RIGHT, 16));
        };
        show.accept(false);
        unfold.setOnAction(_ -> {
            boolean open = !security.isVisible();
            show.accept(open);
            if (open) {
                security.focus(SecurityModel.Field.CA);
            }
            Revealed.unfolded(this);
        });
        // What was typed there is right.
        model.proof().subscribe(found -> found.filter(Proof::proven).ifPresent(_ -> show.accept(false)));
        HBox below = new HBox(24, canary, unfold);
        below.setAlignment(Pos.CENTER_LEFT);
        getChildren().setAll(new Field(texts.get("endpoints"), endpoints, row).problem(model.problem()), below,
                security);
        disableWhileChecking(endpoints, canary, security);
    }

    /** Stops the running checks, or asks again once the primary action no longer does. */
    private Button button() {
        Button button = new Button();
        button.setId("checkAgain");
        button.setMinWidth(USE_PREF_SIZE);
        Runnable follow = () -> {
            boolean busy = model.isChecking();
            boolean stopping = model.activity().stopping().get();
            button.setText(texts.get(busy ? stopping ? "stopping" : "stop" : "check.again"));
            button.setGraphic(busy ? null : Icons.of(MaterialDesignR.REFRESH, 16));
            button.setDisable(
                    stopping || (model.activity().isRunning() && !busy) || (!busy && !model.problem().get().isEmpty()));
            button.setOnAction(_ -> {
                if (model.isChecking()) {
                    model.activity().cancel();
                } else {
                    model.check();
                }
            });
            Blocks.show(button, busy || model.isConcluded());
        };
        model.activity().running().subscribe(_ -> follow.run());
        model.activity().stopping().subscribe(_ -> follow.run());
        model.outline().primary().text().subscribe(_ -> follow.run());
        model.problem().subscribe(_ -> follow.run());
        return button;
    }

    private void disableWhileChecking(Node... nodes) {
        for (Node node : nodes) {
            node.disableProperty().bind(model.activity().running());
        }
    }

    private static TextField field(String id, StringProperty text) {
        TextField field = new TextField();
        field.setId(id);
        field.getStyleClass().add("mono");
        field.textProperty().bindBidirectional(text);
        return field;
    }
}
