package org.etcdrecovery.console.step.cluster;

import java.util.Optional;
import javafx.beans.property.StringProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Icons;
import org.etcdrecovery.core.plan.Problem.Field;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;

/** Where one member is written, for those who want it elsewhere. */
final class DirectoryFields extends HBox {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final ClusterViewModel model;
    private final MemberRow row;
    private final Texts texts;
    private final TextField dataDir;
    private final TextField walDir;

    DirectoryFields(ClusterViewModel model, MemberRow row, Texts texts) {
        super(12);
        this.model = model;
        this.row = row;
        this.texts = texts;
        getStyleClass().add("member-directories");
        dataDir = field(row.dataDir());
        dataDir.promptTextProperty().bind(row.usualDataDir());
        walDir = field(row.walDir());
        walDir.setPromptText(texts.get("walDir.prompt"));
        getChildren().setAll(labelled("dataDir", dataDir, row.dataDir()), labelled("walDir", walDir, row.walDir()));
        row.remarks().subscribe(_ -> {
            dataDir.pseudoClassStateChanged(WRONG, row.isWrong(Field.DATA_DIR));
            walDir.pseudoClassStateChanged(WRONG, row.isWrong(Field.WAL_DIR));
        });
    }

    void number(int number) {
        dataDir.setId("dataDir-" + number);
        walDir.setId("walDir-" + number);
    }

    private TextField field(StringProperty value) {
        TextField field = new TextField();
        field.getStyleClass().add("mono");
        field.textProperty().bindBidirectional(value);
        field.focusedProperty().subscribe(focused -> {
            if (focused) {
                model.focused().set(Optional.of(row));
                model.outline().focusedHelp().set(Optional.of(texts.help("help.directories")));
            }
        });
        return field;
    }

    private Node labelled(String key, TextField field, StringProperty value) {
        Button browse = Icons.button(MaterialDesignF.FOLDER_OUTLINE,
                texts.get("dir.browse", texts.get(key), row.name().get()));
        browse.getStyleClass().add("field-button");
        browse.setOnAction(_ -> model.choose().ifPresent(value::set));
        HBox line = new HBox(field, browse);
        line.getStyleClass().add("field-row");
        line.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(field, Priority.ALWAYS);
        field.getStyleClass().add("with-button");
        field.setAccessibleText(texts.get(key));
        VBox box = new VBox(4, Blocks.caption(texts.get(key)), line);
        HBox.setHgrow(box, Priority.ALWAYS);
        return box;
    }
}
