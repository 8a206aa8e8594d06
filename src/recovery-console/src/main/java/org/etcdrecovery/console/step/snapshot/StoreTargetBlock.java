package org.etcdrecovery.console.step.snapshot;

import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.profile.ProfileChoice;
import org.etcdrecovery.console.storage.StoreFields;
import org.etcdrecovery.console.storage.StoreFields.Field;
import org.etcdrecovery.console.storage.StoreForm;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.CutText;
import org.etcdrecovery.console.widget.Icons;
import org.etcdrecovery.console.widget.RichText;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;

/** How the store of a target is reached. */
final class StoreTargetBlock extends VBox {
    private final Texts texts = Texts.of("snapshot");
    private final StoreForm form;
    private final Hyperlink change = new Hyperlink(texts.get("store.change"));
    private final RichText login = new RichText();
    private final StoreFields fields;

    StoreTargetBlock(SnapshotViewModel model) {
        super(10);
        setId("storeTarget");
        fields = model.store().save().fields();
        TextField endpoint = new TextField();
        endpoint.setId("saveEndpoint");
        endpoint.getStyleClass().add("mono");
        endpoint.setPromptText(texts.get("store.endpoint.prompt"));
        endpoint.textProperty().bindBidirectional(fields.value(Field.ENDPOINT));
        endpoint.setOnAction(_ -> model.outline().primary().fire());
        CutText.install(endpoint);
        HBox.setHgrow(endpoint, Priority.ALWAYS);
        HBox row = new HBox(10, endpoint,
                new ProfileChoice("saveProfile", model.store().save().profiles(), model.store().place()));
        form = new StoreForm(fields, model.store().save().profiles(), model.dialogs(), model.outline(),
                model.outline().primary()::fire);
        change.setId("changeSaveStore");
        change.setMinWidth(USE_PREF_SIZE);
        change.setOnAction(_ -> unfold(!form.isVisible()));
        HBox line = new HBox(8, Icons.of(MaterialDesignL.LOCK_OUTLINE), login, change);
        line.setAlignment(Pos.CENTER_LEFT);
        getChildren().setAll(new org.etcdrecovery.console.widget.Field(texts.get("store.endpoint"), endpoint, row)
                .problem(fields.problem(Field.ENDPOINT)), line, form);
        fields.follow(this::say);
        unfold(false);
        model.outline().activity().running().subscribe(running -> {
            if (running) {
                unfold(false);
            }
        });
    }

    private void say() {
        login.setText(texts.get(fields.credentials().isPresent() ? "store.login.typed" : "store.login.found"));
    }

    private void unfold(boolean open) {
        Blocks.show(form, open);
        change.setText(texts.get(open ? "store.done" : "store.change"));
    }
}
