package org.etcdrecovery.console.step.source.store;

import java.util.Optional;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.shell.Dialogs;
import org.etcdrecovery.console.shell.StepOutline;
import org.etcdrecovery.console.step.source.profile.ProfileField;
import org.etcdrecovery.console.step.source.store.StoreFields.Field;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.ButtonField;
import org.etcdrecovery.console.widget.Card;

/** Credentials of a store, its region and its certificate. */
final class StoreForm extends VBox {
    private final Texts texts = Texts.of("source");
    private final StoreModel model;
    private final GridPane grid = new GridPane(16, 14);

    StoreForm(StoreModel model, Dialogs dialogs, StepOutline outline) {
        this.model = model;
        setId("storeForm");
        ColumnConstraints half = new ColumnConstraints();
        half.setPercentWidth(50);
        grid.getColumnConstraints().setAll(half, half);
        grid.addRow(0, field("storeAccessKey", "accessKey", Field.ACCESS_KEY, new TextField()),
                field("storeSecretKey", "secretKey", Field.SECRET_KEY, new PasswordField()));
        grid.addRow(1, field("storeSessionToken", "sessionToken", Field.SESSION_TOKEN, new PasswordField()),
                field("storeRegion", "region", Field.REGION, new TextField()));
        StringProperty path = model.fields().value(Field.CA);
        ButtonField ca = ButtonField.path("storeCa", texts.get("store.ca.browse"), path,
                () -> dialogs.openFile(texts.get("store.ca")).map(Object::toString));
        grid.addRow(2, labelled("ca", Field.CA, ca), new ProfileField("Store", model.profiles()));
        CheckBox host = new CheckBox(texts.get("store.virtualHost"));
        host.setId("storeVirtualHost");
        host.setWrapText(true);
        host.selectedProperty().bindBidirectional(model.fields().virtualHost());
        getChildren().setAll(new Card(Card.section(grid, host)));
        focusWithinProperty().subscribe(within -> outline.focusedHelp()
                .set(within ? Optional.of(texts.help("help.store.login")) : Optional.empty()));
    }

    private Node field(String id, String key, Field of, TextField field) {
        field.setId(id);
        field.textProperty().bindBidirectional(model.fields().value(of));
        field.setOnAction(_ -> model.list());
        return labelled(key, of, field);
    }

    private Node labelled(String key, Field of, TextField field) {
        return new org.etcdrecovery.console.widget.Field(texts.get("store." + key), field)
                .hint(texts.get("store." + key + ".hint"))
                .problem(model.fields().problem(of));
    }

    /** Moves the focus into a field. */
    void focus(Field field) {
        Node node = grid.lookup(switch (field) {
            case REGION -> "#storeRegion";
            case CA -> "#storeCa";
            case SECRET_KEY -> "#storeSecretKey";
            case SESSION_TOKEN -> "#storeSessionToken";
            case ADDRESS, ENDPOINT, ACCESS_KEY -> "#storeAccessKey";
        });
        if (node instanceof Region found) {
            found.requestFocus();
        }
    }
}
