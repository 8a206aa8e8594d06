package org.etcdrecovery.console.storage;

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
import org.etcdrecovery.console.profile.ProfileField;
import org.etcdrecovery.console.shell.Dialogs;
import org.etcdrecovery.console.shell.StepOutline;
import org.etcdrecovery.console.storage.StoreFields.Field;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.ButtonField;
import org.etcdrecovery.console.widget.Card;

/** Credentials of a store, its region and its certificate. */
public final class StoreForm extends VBox {
    private final Texts texts = Texts.of("storage");
    private final StoreFields fields;
    private final Runnable enter;
    private final GridPane grid = new GridPane(16, 14);

    /**
     * @param fields   the fields
     * @param profiles the saved places
     * @param dialogs  asks for files
     * @param outline  what the shell shows of the step
     * @param enter    goes on, on Enter in a field
     */
    public StoreForm(StoreFields fields, StoreProfiles profiles, Dialogs dialogs, StepOutline outline, Runnable enter) {
        this.fields = fields;
        this.enter = enter;
        setId("storeForm");
        ColumnConstraints half = new ColumnConstraints();
        half.setPercentWidth(50);
        grid.getColumnConstraints().setAll(half, half);
        grid.addRow(0, field("storeAccessKey", "accessKey", Field.ACCESS_KEY, new TextField()),
                field("storeSecretKey", "secretKey", Field.SECRET_KEY, new PasswordField()));
        grid.addRow(1, field("storeSessionToken", "sessionToken", Field.SESSION_TOKEN, new PasswordField()),
                field("storeRegion", "region", Field.REGION, new TextField()));
        StringProperty path = fields.value(Field.CA);
        ButtonField ca = ButtonField.path("storeCa", texts.get("ca.browse"), path,
                () -> dialogs.openFile(texts.get("ca")).map(Object::toString));
        grid.addRow(2, labelled("ca", Field.CA, ca), new ProfileField("Store", profiles));
        CheckBox host = new CheckBox(texts.get("virtualHost"));
        host.setId("storeVirtualHost");
        host.setWrapText(true);
        host.selectedProperty().bindBidirectional(fields.virtualHost());
        getChildren().setAll(new Card(Card.section(grid, host)));
        focusWithinProperty().subscribe(within -> outline.focusedHelp()
                .set(within ? Optional.of(texts.help("help.login")) : Optional.empty()));
    }

    private Node field(String id, String key, Field of, TextField field) {
        field.setId(id);
        field.textProperty().bindBidirectional(fields.value(of));
        field.setOnAction(_ -> enter.run());
        return labelled(key, of, field);
    }

    private Node labelled(String key, Field of, TextField field) {
        return new org.etcdrecovery.console.widget.Field(texts.get(key), field)
                .hint(texts.get(key + ".hint"))
                .problem(fields.problem(of));
    }

    /** Moves the focus into a field. */
    public void focus(Field field) {
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
