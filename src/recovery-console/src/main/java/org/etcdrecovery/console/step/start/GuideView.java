package org.etcdrecovery.console.step.start;

import java.util.ArrayList;
import java.util.List;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.shell.StepId;
import org.etcdrecovery.console.shell.WhileShown;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Choosing;
import org.etcdrecovery.console.widget.CommandBlock;
import org.etcdrecovery.console.widget.Field;
import org.etcdrecovery.console.widget.Icons;
import org.etcdrecovery.console.widget.Revealed;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.handover.HandOver;
import org.etcdrecovery.core.handover.StartForm;
import org.etcdrecovery.core.shell.Command;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** What to do for one member, step by step. */
final class GuideView extends VBox {
    private final Texts texts = Texts.of("start");
    private final StartViewModel model;

    GuideView(StartViewModel model, MemberGuide guide) {
        this.model = model;
        setId("guide-" + guide.name());
        VBox steps = new VBox();
        steps.setId("steps");
        switch (guide) {
            case MemberStart start -> getChildren().addAll(place(start), steps);
            case MemberJoin _ -> {
                RichText later = new RichText(texts.get("later.note"));
                later.getStyleClass().add("start-place");
                getChildren().addAll(later, steps);
            }
        }
        guide.steps()
                .subscribe(now -> steps.getChildren()
                        .setAll(now.stream()
                                .map(step -> step(guide, step, step.equals(now.getFirst()) && isLocked(guide)))
                                .toList()));
    }

    private static boolean isLocked(MemberGuide guide) {
        return guide instanceof MemberStart start && start.isLocked();
    }

    private Node place(MemberStart start) {
        FlowPane forms = new FlowPane(4, 4);
        forms.setAlignment(Pos.CENTER_LEFT);
        ToggleGroup group = new ToggleGroup();
        Label label = Blocks.muted(texts.get("form"));
        label.setMinWidth(64);
        forms.getChildren().add(label);
        for (StartForm form : StartForm.values()) {
            ToggleButton choice = new ToggleButton(texts.get("form." + form));
            choice.setId("form-" + form);
            choice.getStyleClass().setAll("choice-pill");
            choice.setToggleGroup(group);
            choice.setSelected(model.form().get() == form);
            Choosing.on(choice, () -> model.choose(form));
            forms.getChildren().add(choice);
        }
        TextField dataDir = new TextField();
        dataDir.setId("hostDataDir");
        dataDir.getStyleClass().add("mono");
        dataDir.textProperty().bindBidirectional(start.dataDir());
        TextField owner = new TextField();
        owner.setId("hostOwner");
        owner.getStyleClass().add("mono");
        owner.setPromptText(texts.get("owner.none"));
        owner.setPrefWidth(180);
        owner.textProperty().bindBidirectional(start.owner());
        Field directoryField = new Field(texts.get("data.directory"), dataDir)
                .problem(start.dataDir().map(_ -> start.dataDirProblem()));
        HBox.setHgrow(directoryField, Priority.ALWAYS);
        Field ownerField = new Field(texts.get("owner"), owner)
                .problem(start.owner().map(_ -> start.ownerProblem()))
                .warning(start.ownerWarning());
        Label found = Blocks.caption("");
        found.setId("formFound");
        WhileShown.follow(found, model.usualForm(), form -> {
            form.ifPresent(usual -> found.setText(texts.get("form.found." + usual)));
            Blocks.show(found, form.isPresent());
        });
        VBox place = new VBox(12, new VBox(4, forms, found), new HBox(12, directoryField, ownerField));
        place.getStyleClass().add("start-place");
        return place;
    }

    /** What to do first, and the way past it. */
    private Node unlock() {
        Button save = new Button(texts.get("stop.locked.save"));
        save.setId("saveFirst");
        save.getStyleClass().add("small");
        save.setOnAction(_ -> model.outline().goTo(StepId.SOURCE));
        Hyperlink anyway = new Hyperlink(texts.get("stop.locked.anyway"));
        anyway.setId("stopAnyway");
        anyway.setOnAction(_ -> model.stopAnyway());
        HBox row = new HBox(12, save, anyway);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private Node step(MemberGuide guide, HandOver step, boolean locked) {
        Label number = Blocks.muted(String.valueOf(step.number()));
        number.getStyleClass().add("step-number");
        List<Node> lines = new ArrayList<>();
        lines.add(new RichText("**" + step.title() + "**"));
        for (Command command : step.commands()) {
            lines.add(command(guide, command));
            command.notes().stream().map(GuideView::note).forEach(lines::add);
        }
        if (!step.note().isEmpty()) {
            lines.add(locked ? Blocks.note(Tone.WARNING, new RichText(step.note())) : Blocks.caption(step.note()));
        }
        if (locked) {
            lines.add(unlock());
        }
        VBox content = new VBox(8, lines.toArray(Node[]::new));
        content.setMinWidth(0);
        HBox.setHgrow(content, Priority.ALWAYS);
        HBox row = new HBox(8, number, content);
        row.getStyleClass().add("guide-step");
        return row;
    }

    /** A note on a command may quote another one, which is then shown as code. */
    private static RichText note(String note) {
        RichText words = new RichText(note);
        words.getStyleClass().add("caption");
        return words;
    }

    private Node command(MemberGuide guide, Command command) {
        CommandBlock block = new CommandBlock(command.text());
        block.setMinWidth(0);
        HBox.setHgrow(block, Priority.ALWAYS);
        Button copy = CommandBlock.copyButton("", "", () -> {
            model.copied(guide);
            return command.text();
        });
        copy.setGraphic(Icons.of(MaterialDesignC.CONTENT_COPY, 16));
        copy.getStyleClass().add("button-icon");
        copy.setAccessibleText(texts.get("copy"));
        copy.setTooltip(new Tooltip(texts.get("copy")));
        copy.setMinWidth(USE_PREF_SIZE);
        HBox row = new HBox(4, block, copy);
        // The command is what to look at; the button is only beside its first line.
        copy.focusedProperty().subscribe(focused -> {
            if (focused) {
                Platform.runLater(() -> Revealed.show(row));
            }
        });
        row.setAlignment(Pos.TOP_LEFT);
        return row;
    }
}
