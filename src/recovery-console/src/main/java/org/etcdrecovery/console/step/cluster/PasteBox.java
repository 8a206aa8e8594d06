package org.etcdrecovery.console.step.cluster;

import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Field;

/** The field for pasting the value of --initial-cluster; unfolds above the table. */
final class PasteBox extends VBox {
    private final TextArea text = new TextArea();

    PasteBox(MemberTable table, Texts texts) {
        super(8);
        StringProperty problem = new SimpleStringProperty("");
        text.setId("pasteText");
        text.setPrefRowCount(3);
        text.setWrapText(true);
        text.getStyleClass().add("mono");
        text.setPromptText(texts.get("paste.prompt"));
        text.textProperty().subscribe((_, _) -> problem.set(""));
        Button take = new Button(texts.get("paste.take"));
        take.setId("pasteTake");
        take.getStyleClass().add("small");
        take.setOnAction(_ -> {
            if (table.paste(text.getText())) {
                text.clear();
                toggle();
            } else {
                problem.set(texts.get("paste.wrong"));
            }
        });
        Button close = new Button(texts.get("paste.close"));
        close.getStyleClass().addAll("small", "flat");
        close.setOnAction(_ -> toggle());
        HBox buttons = new HBox(8, take, close);
        buttons.setAlignment(Pos.CENTER_LEFT);
        getChildren().setAll(new Field(texts.get("paste.label"), text).hint(texts.get("paste.hint")).problem(problem),
                buttons);
        Blocks.show(this, false);
    }

    void toggle() {
        Blocks.show(this, !isVisible());
        if (isVisible()) {
            text.requestFocus();
        }
    }
}
