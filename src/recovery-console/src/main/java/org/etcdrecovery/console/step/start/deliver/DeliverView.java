package org.etcdrecovery.console.step.start.deliver;

import java.nio.file.Path;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.deliver.BrokenNotice;
import org.etcdrecovery.console.deliver.HostRow;
import org.etcdrecovery.console.deliver.OtherPlanNotice;
import org.etcdrecovery.console.deliver.SaidCard;
import org.etcdrecovery.console.deliver.UndoCard;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.CommandBlock;
import org.etcdrecovery.console.widget.Icons;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.core.deliver.HostScript;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/** The members on their way to their hosts: the table, the steps, and what was found. */
public final class DeliverView extends VBox {
    private static final int SCRIPT_ROWS = 18;

    private final Texts texts = Texts.of("deliver");
    private final DeliverViewModel model;
    private final VBox gone = new VBox(8);

    /** A view of this model. */
    public DeliverView(DeliverViewModel model) {
        super(14);
        this.model = model;
        setId("delivery");
        RichText playbook = new RichText();
        playbook.setId("playbookSaved");
        model.playbook().subscribe(files -> {
            files.stream()
                    .findFirst()
                    .map(Path::getParent)
                    .map(Path::getParent)
                    .ifPresent(
                            directory -> playbook.setText(texts.get("playbook.saved", files.size(), directory)));
            Blocks.show(playbook, !files.isEmpty());
        });
        getChildren().setAll(script(), playbook, new BrokenNotice(model.delivery()),
                new OtherPlanNotice(model.steps(), model.outline().activity()), new HostsTable(model.delivery()),
                gone, new SaidCard(model.delivery()),
                new UndoCard(model.undoing()), new StepsCard(model), quarantine(), new FoundCard(model), note());
        model.delivery().rows().addListener((ListChangeListener<HostRow>) _ -> showRows());
        showRows();
    }

    /** The buttons for the row above. */
    public List<Node> tools() {
        Button script = new Button(texts.get("script.show"), Icons.of(MaterialDesignS.SCRIPT_TEXT_OUTLINE, 16));
        script.setId("showScript");
        script.setOnAction(_ -> model.scriptShown().set(!model.scriptShown().get()));
        model.scriptShown().subscribe(shown -> script.setText(texts.get(shown ? "script.hide" : "script.show")));
        Button playbook = new Button(texts.get("playbook"), Icons.of(MaterialDesignD.DOWNLOAD_OUTLINE, 16));
        playbook.setId("ansiblePlaybook");
        playbook.setOnAction(_ -> model.export());
        playbook.disableProperty().bind(model.outline().activity().running());
        for (Button button : List.of(script, playbook)) {
            button.getStyleClass().add("small");
            button.setMinWidth(USE_PREF_SIZE);
        }
        return List.of(script, playbook);
    }

    private Node script() {
        TextArea area = new TextArea();
        area.setId("script");
        area.setEditable(false);
        area.setPrefRowCount(SCRIPT_ROWS);
        area.getStyleClass().add("mono");
        area.setAccessibleText(texts.get("script.title"));
        Card card = Card.titled(texts.get("script.title"),
                Card.section(new RichText(texts.get("script.text")), area))
                .withHead(Blocks.spacer(), CommandBlock.copyButton(HostScript::text));
        model.scriptShown().subscribe(shown -> {
            if (shown && area.getText().isEmpty()) {
                area.setText(HostScript.text());
            }
            Blocks.show(card, shown);
        });
        return card;
    }

    private void showRows() {
        List<HostRow> rows = model.delivery().rows();
        gone.getChildren().setAll(rows.stream().map(this::gone).toList());
        rows.forEach(row -> row.fields()
                .chosen()
                .subscribe(_ -> Blocks.show(gone, rows.stream()
                        .anyMatch(
                                each -> !each.fields().chosen().get()))));
        if (rows.isEmpty()) {
            Blocks.show(gone, false);
        }
    }

    private Node gone(HostRow row) {
        CheckBox box = new CheckBox();
        box.setId("gone-" + row.name());
        box.setAccessibleText(texts.get("gone.name", row.name()));
        box.selectedProperty().bindBidirectional(row.fields().gone());
        HBox line = ticked(box, new RichText(texts.get("gone", row.name())));
        row.fields().chosen().subscribe(chosen -> Blocks.show(line, !chosen));
        return line;
    }

    /** A box whose words have parts of several kinds; a click on them ticks it, too. */
    private static HBox ticked(CheckBox box, RichText words) {
        words.setOnMouseClicked(_ -> {
            if (!box.isDisabled()) {
                box.fire();
            }
        });
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox line = new HBox(8, box, words);
        line.setAlignment(Pos.TOP_LEFT);
        return line;
    }

    private Node quarantine() {
        CheckBox box = new CheckBox();
        box.setId("quarantine");
        box.setAccessibleText(texts.get("quarantine.name"));
        box.selectedProperty().bindBidirectional(model.delivery().quarantine());
        box.disableProperty().bind(model.outline().activity().running());
        return ticked(box, new RichText(texts.get("quarantine")));
    }

    private Node note() {
        RichText words = new RichText();
        words.setText(texts.get("note"));
        model.delivery().changes().subscribe(_ -> words.setText(texts.get("note") + " " + model.owner()));
        HBox note = new HBox(10, Icons.of(MaterialDesignI.INFORMATION_OUTLINE), words);
        note.getStyleClass().add("note");
        HBox.setHgrow(words, Priority.ALWAYS);
        return note;
    }
}
