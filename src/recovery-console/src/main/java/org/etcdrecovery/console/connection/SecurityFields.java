package org.etcdrecovery.console.connection;

import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.ButtonField;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.Field;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.console.widget.Tone;

/** The fields for TLS, login and the hosts in between. */
public final class SecurityFields extends VBox {
    private final Texts texts = Texts.of("connection");
    private final SecurityModel model;
    private final String prefix;
    private final Runnable connect;
    private final GridPane grid = new GridPane(16, 14);

    /**
     * @param prefix  the prefix of the fields' ids, for a window that shows two of these
     * @param connect connects, on Enter in any field
     */
    public SecurityFields(SecurityModel model, String prefix, Runnable connect) {
        this.model = model;
        this.prefix = prefix;
        this.connect = connect;
        ColumnConstraints half = new ColumnConstraints();
        half.setPercentWidth(50);
        grid.getColumnConstraints().setAll(half, half);
        addRow(file("ca", model.ca(), SecurityModel.Field.CA),
                plain("serverName", model.serverName(), SecurityModel.Field.SERVER_NAME));
        addRow(file("certificate", model.certificate(), SecurityModel.Field.CERTIFICATE),
                file("key", model.key(), SecurityModel.Field.KEY));
        addRow(plain("user", model.user(), SecurityModel.Field.USER), password());
        grid.add(through(), 0, grid.getRowCount(), 2, 1);
        getChildren().setAll(new Card(Card.section(grid, skipVerify())));
    }

    /** Adds a row of two more fields. */
    public void addRow(Node left, Node right) {
        grid.addRow(grid.getRowCount(), left, right);
    }

    /** Moves the focus into a field. */
    public void focus(SecurityModel.Field field) {
        Node node = grid.lookup("#" + id(switch (field) {
            case CA -> "ca";
            case CERTIFICATE -> "certificate";
            case KEY -> "key";
            case SERVER_NAME -> "serverName";
            case USER -> "user";
            case PASSWORD -> "password";
            case THROUGH -> "through";
        }));
        if (node != null) {
            node.requestFocus();
        }
    }

    private String id(String key) {
        return prefix.isEmpty() ? key : prefix + Character.toUpperCase(key.charAt(0)) + key.substring(1);
    }

    private Node plain(String key, StringProperty value, SecurityModel.Field of) {
        TextField field = new TextField();
        field.setId(id(key));
        field.setOnAction(_ -> connect.run());
        field.textProperty().bindBidirectional(value);
        return new Field(texts.get(key), field).hint(texts.get(key + ".hint")).problem(model.problem(of));
    }

    private Node file(String key, StringProperty value, SecurityModel.Field of) {
        ButtonField path = ButtonField.path(id(key), texts.get(key + ".browse"), value,
                () -> model.choose(texts.get(key)));
        path.setOnAction(_ -> connect.run());
        return new Field(texts.get(key), path).hint(texts.get(key + ".hint")).problem(model.problem(of));
    }

    private Node password() {
        PasswordField field = new PasswordField();
        field.setId(id("password"));
        field.setOnAction(_ -> connect.run());
        field.textProperty().bindBidirectional(model.password());
        return new Field(texts.get("password"), field).hint(texts.get("password.hint"))
                .problem(model.problem(SecurityModel.Field.PASSWORD));
    }

    private Node through() {
        TextField field = new TextField();
        field.setId(id("through"));
        field.getStyleClass().add("mono");
        field.setPromptText(texts.get("through.prompt"));
        field.setOnAction(_ -> connect.run());
        field.textProperty().bindBidirectional(model.between().typed());
        return new Field(texts.get("through"), field).hint(texts.get("through.hint"))
                .problem(model.problem(SecurityModel.Field.THROUGH));
    }

    private Node skipVerify() {
        CheckBox box = new CheckBox(texts.get("skipVerify"));
        box.setId(id("skipVerify"));
        box.selectedProperty().bindBidirectional(model.skipVerify());
        Node warning = Blocks.note(Tone.WARNING, new RichText(texts.get("skipVerify.warning")));
        model.skipVerify().subscribe(skipped -> Blocks.show(warning, skipped));
        return new VBox(8, box, warning);
    }
}
