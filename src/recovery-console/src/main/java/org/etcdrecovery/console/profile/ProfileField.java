package org.etcdrecovery.console.profile;

import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.shell.WhileShown;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Field;

/** Saves a form under a name, or deletes what was saved. */
public final class ProfileField extends VBox {
    /**
     * @param suffix   what the ids of its nodes end with
     * @param profiles the saved forms
     */
    public ProfileField(String suffix, SavedProfiles profiles) {
        Texts texts = Texts.of("profile");
        TextField name = new TextField();
        name.setId("profileName" + suffix);
        name.textProperty().bindBidirectional(profiles.name());
        HBox.setHgrow(name, Priority.ALWAYS);
        name.setOnAction(_ -> profiles.save());
        Button save = new Button(texts.get("save"));
        save.setId("saveProfile" + suffix);
        save.setMinWidth(USE_PREF_SIZE);
        save.setOnAction(_ -> profiles.save());
        Button delete = new Button(texts.get("delete"));
        delete.setId("deleteProfile" + suffix);
        delete.setMinWidth(USE_PREF_SIZE);
        delete.setOnAction(_ -> profiles.delete(profiles.name().get().strip()));
        Runnable refresh = () -> {
            String called = profiles.name().get().strip();
            save.setDisable(called.isEmpty());
            delete.setAccessibleText(texts.get("delete.name", called));
            Blocks.show(delete, profiles.names().getValue().contains(called));
        };
        profiles.name().subscribe(refresh);
        WhileShown.follow(this, profiles.names(), _ -> refresh.run());
        getChildren().setAll(new Field(texts.get("name"), name, new HBox(8, name, save, delete))
                .hint(texts.get("name.hint")));
    }
}
