package org.etcdrecovery.console.step.source.cluster;

import java.util.Optional;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.connection.SecurityFields;
import org.etcdrecovery.console.connection.SecurityModel;
import org.etcdrecovery.console.profile.ProfileField;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Field;

/** Certificates and login, and two ways to fill them in. */
final class SecurityForm extends VBox {
    private final Texts texts = Texts.of("source");
    private final ClusterSource model;
    private final SecurityFields fields;

    SecurityForm(ClusterSource model) {
        this.model = model;
        setId("securityForm");
        fields = new SecurityFields(model.connection().security(), "", model.endpoints()::connect);
        fields.addRow(discovery(), new ProfileField("", model.profiles()));
        getChildren().setAll(fields);
        focusWithinProperty().subscribe(within -> model.outline()
                .focusedHelp()
                .set(within ? Optional.of(texts.help("help.tls")) : Optional.empty()));
    }

    /** Moves the focus into a field. */
    void focus(SecurityModel.Field field) {
        fields.focus(field);
    }

    private Node discovery() {
        TextField domain = typed("domain", model.discovery().domain());
        domain.setPromptText(texts.get("domain.prompt"));
        domain.setOnAction(_ -> model.discovery().find());
        Button find = new Button(texts.get("domain.find"));
        find.setId("findEndpoints");
        find.setMinWidth(USE_PREF_SIZE);
        find.disableProperty().bind(model.discovery().activity().running());
        find.setOnAction(_ -> model.discovery().find());
        return new Field(texts.get("domain"), domain, new HBox(8, domain, find)).hint(texts.get("domain.hint"))
                .problem(model.discovery().problem());
    }

    private static TextField typed(String id, StringProperty value) {
        TextField field = new TextField();
        field.setId(id);
        field.textProperty().bindBidirectional(value);
        HBox.setHgrow(field, Priority.ALWAYS);
        return field;
    }
}
