package org.etcdrecovery.console.step.source;

import java.util.Optional;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.Field;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.console.widget.Tone;

/** All that is needed to be let in. */
final class SecurityForm extends VBox {
    private final Texts texts = Texts.of("source");
    private final SourceViewModel model;
    private final ConnectionModel connection;

    SecurityForm(SourceViewModel model) {
        this.model = model;
        this.connection = model.connection();
        setId("securityForm");
        GridPane grid = new GridPane(16, 14);
        ColumnConstraints half = new ColumnConstraints();
        half.setPercentWidth(50);
        grid.getColumnConstraints().setAll(half, half);
        grid.addRow(0, file("ca", connection.ca()), plain("servername", "serverName", connection.serverName()));
        grid.addRow(1, file("certificate", connection.certificate()), file("key", connection.key()));
        grid.addRow(2, plain("user", "user", connection.user()), password());
        grid.addRow(3, discovery(), profile());
        getChildren().setAll(new Card(Card.section(grid, skipVerify())));
        focusWithinProperty().subscribe(within -> model.outline()
                .focusedHelp()
                .set(within ? Optional.of(texts.help("help.tls")) : Optional.empty()));
    }

    private Node plain(String key, String id, StringProperty value) {
        return new Field(texts.get(key), typed(id, value)).hint(texts.get(key + ".hint"));
    }

    private Node file(String key, StringProperty value) {
        TextField path = typed(key, value);
        path.getStyleClass().add("mono");
        Button browse = new Button(texts.get("browse"));
        browse.setId("browse-" + key);
        browse.setMinWidth(USE_PREF_SIZE);
        browse.setOnAction(_ -> model.browse(texts.get("browse." + key), value));
        return new Field(texts.get(key), path, new HBox(8, path, browse)).hint(texts.get(key + ".hint"));
    }

    private Node password() {
        PasswordField field = new PasswordField();
        field.setId("password");
        field.textProperty().bindBidirectional(connection.password());
        return new Field(texts.get("password"), field).hint(texts.get("password.hint"));
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

    private Node profile() {
        TextField name = typed("profileName", model.profiles().name());
        name.setOnAction(_ -> model.profiles().save());
        Button save = new Button(texts.get("profile.save"));
        save.setId("saveProfile");
        save.setMinWidth(USE_PREF_SIZE);
        save.setOnAction(_ -> model.profiles().save());
        Button delete = new Button(texts.get("profile.delete"));
        delete.setId("deleteProfile");
        delete.setMinWidth(USE_PREF_SIZE);
        delete.setOnAction(_ -> model.profiles().delete(model.profiles().name().get().strip()));
        Runnable refresh = () -> {
            String called = model.profiles().name().get().strip();
            save.setDisable(called.isEmpty());
            delete.setAccessibleText(texts.get("profile.delete.name", called));
            Blocks.show(delete, model.profiles().names().getValue().contains(called));
        };
        model.profiles().name().subscribe(refresh);
        model.profiles().names().subscribe(_ -> refresh.run());
        return new Field(texts.get("profile.name"), name, new HBox(8, name, save, delete))
                .hint(texts.get("profile.name.hint"));
    }

    private Node skipVerify() {
        CheckBox box = new CheckBox(texts.get("skipverify"));
        box.setId("skipVerify");
        box.selectedProperty().bindBidirectional(connection.skipVerify());
        Node warning = Blocks.note(Tone.WARNING, new RichText(texts.get("skipverify.warning")));
        connection.skipVerify().subscribe(skipped -> Blocks.show(warning, skipped));
        return new VBox(8, box, warning);
    }

    private static TextField typed(String id, StringProperty value) {
        TextField field = new TextField();
        field.setId(id);
        field.textProperty().bindBidirectional(value);
        HBox.setHgrow(field, Priority.ALWAYS);
        return field;
    }
}
