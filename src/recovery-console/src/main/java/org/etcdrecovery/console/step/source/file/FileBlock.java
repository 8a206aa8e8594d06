package org.etcdrecovery.console.step.source.file;

import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Field;
import org.etcdrecovery.console.widget.Icons;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;

/** The snapshot file. */
public final class FileBlock extends VBox {
    /**
     * @param model the file
     * @param goOn  goes on with it, on Enter
     */
    public FileBlock(FileModel model, Runnable goOn) {
        Texts texts = Texts.of("source");
        TextField path = new TextField();
        path.setId("snapshotFile");
        path.getStyleClass().add("mono");
        path.setPromptText(texts.get("file.prompt"));
        path.textProperty().bindBidirectional(model.path());
        path.setOnAction(_ -> goOn.run());
        HBox.setHgrow(path, Priority.ALWAYS);
        Button browse = new Button(texts.get("browse"), Icons.of(MaterialDesignF.FOLDER_OUTLINE));
        browse.setId("browseSnapshot");
        browse.setMinWidth(USE_PREF_SIZE);
        browse.setOnAction(_ -> model.browse());
        getChildren().setAll(new Field(texts.get("file.label"), path, new HBox(10, path, browse))
                .hint(model.look().map(look -> look.hint().isEmpty() ? texts.get("file.hint") : look.hint()))
                .problem(model.look().map(FileModel.Look::problem)));
    }
}
