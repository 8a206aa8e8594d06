package org.etcdrecovery.console.step.cluster;

import java.util.Optional;
import javafx.beans.property.StringProperty;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.recovery.WritePlace;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.ButtonField;
import org.etcdrecovery.core.plan.Problem.Field;

/** The directories of one member, for operators who want others than the usual ones. */
final class DirectoryFields extends HBox {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final ClusterViewModel model;
    private final MemberRow row;
    private final Texts texts;
    private final ButtonField dataDir;
    private final ButtonField walDir;

    DirectoryFields(ClusterViewModel model, MemberRow row, Texts texts) {
        super(12);
        this.model = model;
        this.row = row;
        this.texts = texts;
        getStyleClass().add("member-directories");
        dataDir = field("dataDir", row.dataDir());
        dataDir.promptTextProperty().bind(row.usualDataDir());
        walDir = field("walDir", row.walDir());
        walDir.setPromptText(texts.get("walDir.prompt"));
        Node data = labelled("dataDir", dataDir);
        model.place().subscribe(place -> Blocks.show(data, place == WritePlace.HERE));
        getChildren().setAll(data, labelled("walDir", walDir));
        row.remarks().subscribe(_ -> {
            dataDir.pseudoClassStateChanged(WRONG, row.isWrong(Field.DATA_DIR));
            walDir.pseudoClassStateChanged(WRONG, row.isWrong(Field.WAL_DIR));
        });
    }

    /** The field of one of the two directories. */
    ButtonField field(Field field) {
        return field == Field.WAL_DIR ? walDir : dataDir;
    }

    void number(int number) {
        dataDir.setId("dataDir-" + number);
        walDir.setId("walDir-" + number);
    }

    private ButtonField field(String key, StringProperty value) {
        ButtonField field = ButtonField.path(key,
                texts.get("dir.browse", texts.get(key), row.name().get()), value, model::choose);
        field.setAccessibleText(texts.get(key));
        field.focusedProperty().subscribe(focused -> {
            if (focused) {
                model.outline().focusedHelp().set(Optional.of(texts.help("help.directories." + model.place().get())));
            }
        });
        return field;
    }

    private Node labelled(String key, ButtonField field) {
        VBox box = new VBox(4, Blocks.caption(texts.get(key)), field);
        HBox.setHgrow(box, Priority.ALWAYS);
        return box;
    }
}
