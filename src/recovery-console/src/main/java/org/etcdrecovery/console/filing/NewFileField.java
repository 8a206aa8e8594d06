package org.etcdrecovery.console.filing;

import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.CutText;
import org.etcdrecovery.console.widget.Field;
import org.etcdrecovery.console.widget.Icons;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;

/** Where to write a new snapshot, with a button to choose the place. */
public final class NewFileField extends VBox {
    private final TextField path = new TextField();

    /**
     * @param file  the file
     * @param write writes it, on Enter
     */
    public NewFileField(NewFile file, Runnable write) {
        Texts texts = Texts.of("filing");
        path.setId("newFile");
        path.getStyleClass().add("mono");
        path.textProperty().bindBidirectional(file.path());
        path.setOnAction(_ -> write.run());
        CutText.install(path);
        HBox.setHgrow(path, Priority.ALWAYS);
        Button browse = new Button(texts.get("target.browse"), Icons.of(MaterialDesignF.FOLDER_OUTLINE));
        browse.setId("browseNewFile");
        browse.setMinWidth(USE_PREF_SIZE);
        browse.setOnAction(_ -> file.browse());
        getChildren().setAll(new Field(texts.get("target"), path, new HBox(10, path, browse)).hint(file.hint())
                .problem(file.problem()));
    }

    /** Moves the focus into the field. */
    public void focus() {
        path.requestFocus();
        path.end();
    }
}
