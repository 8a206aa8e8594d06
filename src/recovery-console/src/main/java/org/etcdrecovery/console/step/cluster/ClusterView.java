package org.etcdrecovery.console.step.cluster;

import java.util.List;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Field;
import org.etcdrecovery.console.widget.Icons;
import org.etcdrecovery.core.plan.TargetVersion;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;

/** The page of the step Cluster. */
public final class ClusterView extends VBox {
    private static final double GAP = 14;
    /** Of the three fields, in parts of a hundred. */
    private static final List<Integer> WIDTHS = List.of(35, 37, 28);

    private final Texts texts = Texts.of("cluster");
    private final ClusterViewModel model;

    /** The page of a model. */
    public ClusterView(ClusterViewModel model) {
        this.model = model;
        PasteBox paste = new PasteBox(model.table(), texts);
        VBox table = new VBox(GAP, new PresetBar(model.table(), texts, paste::toggle), paste,
                new MemberGrid(model, texts));
        getChildren().setAll(Blocks.page(texts.get("title"), texts.get("sentence"), table, fields(),
                new ClusterSummary(model, texts)));
        model.outline()
                .explain(List.of(texts.help("help.new"), texts.help("help.size")));
    }

    private Node fields() {
        GridPane fields = new GridPane(GAP, 0);
        fields.addRow(0, token(), writeInto(), target());
        for (int width : WIDTHS) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(width);
            fields.getColumnConstraints().add(column);
        }
        fields.getChildren().forEach(field -> GridPane.setValignment(field, VPos.TOP));
        return fields;
    }

    private Field token() {
        TextField token = text("token", "help.token");
        token.textProperty().bindBidirectional(model.token());
        Button draw = inside(MaterialDesignD.DICE_5_OUTLINE, "drawToken", "token.draw");
        draw.setOnAction(_ -> model.drawToken());
        return new Field(texts.get("token"), token, row(token, draw)).hint(texts.get("token.hint"))
                .warning(model.notes().tokenWarning());
    }

    private Field writeInto() {
        TextField directory = text("writeInto", "help.writeInto");
        directory.textProperty().bindBidirectional(model.writeInto());
        Button browse = inside(MaterialDesignF.FOLDER_OUTLINE, "browseWriteInto", "writeInto.browse");
        browse.setOnAction(_ -> model.browse());
        return new Field(texts.get("writeInto"), directory, row(directory, browse)).hint(model.notes().writeHint())
                .problem(model.notes().writeProblem());
    }

    private Field target() {
        ComboBox<TargetVersion> versions = new ComboBox<>();
        versions.getItems().setAll(List.of(TargetVersion.values()).stream().filter(TargetVersion::isReleased).toList());
        versions.setId("target");
        versions.setMaxWidth(Double.MAX_VALUE);
        versions.valueProperty().bindBidirectional(model.target());
        explain(versions, "help.target");
        return new Field(texts.get("target"), versions).hint(model.notes().targetHint())
                .problem(model.notes().targetProblem())
                .warning(model.notes().targetWarning());
    }

    private TextField text(String id, String help) {
        TextField field = new TextField();
        field.setId(id);
        field.getStyleClass().addAll("mono", "with-button");
        explain(field, help);
        return field;
    }

    private void explain(Node node, String help) {
        node.focusedProperty().subscribe(focused -> {
            if (focused) {
                model.outline().focusedHelp().set(Optional.of(texts.help(help)));
            }
        });
    }

    private Button inside(Ikon ikon, String id, String name) {
        Button button = Icons.button(ikon, texts.get(name));
        button.getStyleClass().add("field-button");
        button.setId(id);
        return button;
    }

    private static Node row(TextField field, Button button) {
        HBox row = new HBox(field, button);
        row.getStyleClass().add("field-row");
        HBox.setHgrow(field, Priority.ALWAYS);
        return row;
    }
}
