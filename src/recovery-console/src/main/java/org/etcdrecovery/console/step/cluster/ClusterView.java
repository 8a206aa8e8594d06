package org.etcdrecovery.console.step.cluster;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.etcdrecovery.console.finding.ExplanationLink;
import org.etcdrecovery.console.recovery.WritePlace;
import org.etcdrecovery.console.shell.WhileShown;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.ButtonField;
import org.etcdrecovery.console.widget.Field;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.console.widget.SegmentedChoice;
import org.etcdrecovery.core.keyspace.EtcdRelease;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;

/** The page of the step Cluster. */
public final class ClusterView extends VBox {
    private static final Duration PAUSE = Duration.seconds(3);
    private static final double GAP = 14;
    /** The widths of the three fields, in percent. */
    private static final List<Integer> WIDTHS = List.of(33, 41, 26);

    private final Texts texts = Texts.of("cluster");
    private static final KeyCombination UNDO = new KeyCodeCombination(KeyCode.Z, KeyCombination.SHORTCUT_DOWN);

    private final ClusterViewModel model;

    /** A view of this model. */
    public ClusterView(ClusterViewModel model) {
        this.model = model;
        PasteBox paste = new PasteBox(model.table(), texts, model.pasting());
        VBox table = new VBox(GAP, new PresetBar(model.table(), texts, paste::toggle), paste,
                new MemberGrid(model, texts));
        getChildren().setAll(Blocks.page(texts.get("title"), texts.get("sentence"), table, place(), fields(),
                new ClusterSummary(model, texts)));
        WhileShown.every(PAUSE, this, model::lookAgain);
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (UNDO.match(event) && model.table().undoable().get()) {
                model.table().undo();
                event.consume();
            }
        });
    }

    private Node fields() {
        GridPane fields = new GridPane(GAP, 0);
        fields.addRow(0, token(), directory(), target());
        for (int width : WIDTHS) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(width);
            fields.getColumnConstraints().add(column);
        }
        fields.getChildren().forEach(field -> GridPane.setValignment(field, VPos.TOP));
        return fields;
    }

    private Field token() {
        ButtonField token = new ButtonField("token", MaterialDesignD.DICE_5_OUTLINE, texts.get("token.draw"));
        token.textProperty().bindBidirectional(model.token());
        token.onButton(model::drawToken);
        explain(token, "help.token");
        return new Field(texts.get("token"), token).hint(model.tokenHint())
                .warning(model.notes().tokenWarning())
                .under(ExplanationLink.following(model.notes().tokenCode()));
    }

    private Node place() {
        SegmentedChoice<WritePlace> choice = new SegmentedChoice<>(List.of(WritePlace.values()),
                place -> texts.get("place." + place), place -> "place-" + place, model.place());
        model.placeFixed().subscribe(choice::setDisable);
        choice.getChildren().forEach(button -> explain(button, "help.place"));
        Label name = Blocks.strong(texts.get("place"));
        name.setMinWidth(USE_PREF_SIZE);
        HBox row = new HBox(12, name, choice);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    /** The directory on this machine, or what is shown for it if nothing is written here. */
    private Node directory() {
        Field here = writeInto();
        Label name = new Label(texts.get("writeInto"));
        name.getStyleClass().add("field-label");
        RichText words = new RichText(texts.get("writeInto.hosts"));
        VBox hosts = new VBox(6, name, words);
        hosts.setId("writeIntoHosts");
        hosts.getStyleClass().add("field");
        model.place().subscribe(place -> {
            Blocks.show(here, place == WritePlace.HERE);
            Blocks.show(hosts, place == WritePlace.HOSTS);
        });
        return new VBox(here, hosts);
    }

    private Field writeInto() {
        ButtonField directory = ButtonField.path("writeInto", texts.get("writeInto.browse"), model.writeInto(),
                model::choose);
        explain(directory, "help.writeInto");
        return new Field(texts.get("writeInto"), directory).hint(model.notes().writeHint())
                .problem(model.notes().writeProblem());
    }

    private Field target() {
        ComboBox<EtcdRelease> versions = new ComboBox<>();
        versions.getItems().setAll(EtcdRelease.released());
        versions.setId("target");
        versions.setMaxWidth(Double.MAX_VALUE);
        versions.valueProperty().bindBidirectional(model.target());
        explain(versions, "help.target");
        return new Field(texts.get("target"), versions).hint(model.notes().targetHint())
                .problem(model.notes().targetProblem())
                .warning(model.notes().targetWarning())
                .under(ExplanationLink.following(model.notes().targetCode()));
    }

    private void explain(Node node, String help) {
        node.focusedProperty().subscribe(focused -> {
            if (focused) {
                model.outline().focusedHelp().set(Optional.of(texts.help(help)));
            }
        });
    }
}
