package org.etcdrecovery.console.step.snapshot.repeat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.StringProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.etcdrecovery.console.finding.FailureNotice;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.Choosing;
import org.etcdrecovery.console.widget.CommandBlock;
import org.etcdrecovery.console.widget.CutText;
import org.etcdrecovery.console.widget.Icons;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.core.store.schedule.Interval;
import org.etcdrecovery.core.store.schedule.ScheduledFile;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/** Has a save repeated: how often, what is kept, the files for it, and what to do with them. */
public final class RepeatCard extends VBox {
    private static final double LABEL = 132;
    private static final double NUMBER = 56;

    private final Texts texts = Texts.of("snapshot");
    private final RepeatModel model;
    private final Label next = Blocks.muted("");
    private final Label space = Blocks.muted("");
    private final Label problem = Blocks.caption("");
    private final CommandBlock files = new CommandBlock();
    private final CommandBlock steps = new CommandBlock();
    private final Node filesPart;
    private final RichText saved = new RichText();
    private final FailureNotice failure = new FailureNotice();
    private final Node storeRow;
    private final Node imageRow;

    /** A card of this model. */
    public RepeatCard(RepeatModel model) {
        super(14);
        this.model = model;
        setId("repeat");
        Card card = Card.titled(texts.get("repeat.title"));
        ToggleGroup group = new ToggleGroup();
        card.withHead(Blocks.spacer(), pill(RepeatForm.SYSTEMD, group), pill(RepeatForm.CRONJOB, group));
        problem.setId("repeatProblem");
        problem.pseudoClassStateChanged(PseudoClass.getPseudoClass("wrong"), true);
        storeRow = row("repeat.store", field("repeatEndpoint", model.storeEndpoint(), "repeat.store.prompt", true),
                field("repeatRegion", model.storeRegion(), "repeat.region.prompt", false));
        imageRow = row("repeat.image", field("repeatImage", model.image(), "repeat.image.prompt", true));
        filesPart = files();
        saved.setId("repeatSaved");
        card.setRows(List.of(Card.section(row("repeat.every", every(), next),
                row("repeat.keep", number("repeatHourly", model.hourly(), "repeat.hourly"),
                        new Label(texts.get("repeat.hourly")), number("repeatDaily", model.daily(), "repeat.daily"),
                        new Label(texts.get("repeat.daily")), number("repeatWeekly", model.weekly(), "repeat.weekly"),
                        new Label(texts.get("repeat.weekly")), space),
                row("repeat.alarm", Blocks.muted(texts.get("repeat.alarm.age")),
                        number("repeatAge", model.maxAge(), "repeat.alarm.age.name"),
                        Blocks.muted(texts.get("repeat.alarm.fall")),
                        number("repeatFall", model.maxFall(), "repeat.alarm.fall.name"),
                        Blocks.muted(texts.get("repeat.alarm.percent"))),
                row("repeat.to", field("repeatTo", model.to(), "repeat.to.prompt", true)), storeRow, imageRow, problem,
                filesPart)));
        HBox promise = new HBox(10, Icons.of(MaterialDesignS.SHIELD_CHECK_OUTLINE),
                new RichText(texts.get("repeat.promise")));
        promise.getStyleClass().add("note");
        HBox.setHgrow(promise.getChildren().getLast(), Priority.ALWAYS);
        getChildren().setAll(card, failure, saved, promise);
        model.made().subscribe(this::refresh);
        model.problem().subscribe(this::refresh);
        model.form().subscribe(this::refresh);
        model.to().subscribe(this::refresh);
        model.written().subscribe(this::showWritten);
        model.failed()
                .subscribe(why -> why.ifPresentOrElse(
                        failed -> failure.show(texts.get("repeat.failed"), failed), failure::clear));
        refresh();
    }

    private ToggleButton pill(RepeatForm form, ToggleGroup group) {
        ToggleButton pill = new ToggleButton(texts.get("repeat.form." + form));
        pill.setId("repeat-" + form.name().toLowerCase(Locale.ROOT));
        pill.getStyleClass().setAll("choice-pill");
        pill.setMnemonicParsing(false);
        pill.setMinWidth(USE_PREF_SIZE);
        pill.setToggleGroup(group);
        Choosing.on(pill, () -> model.form().set(form));
        model.form().subscribe(now -> pill.setSelected(now == form));
        return pill;
    }

    private HBox row(String key, Node... controls) {
        Label name = new Label(texts.get(key));
        name.getStyleClass().add("field-label");
        name.setMinWidth(LABEL);
        name.setPrefWidth(LABEL);
        HBox row = new HBox(8, name);
        row.getChildren().addAll(controls);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private ComboBox<Interval> every() {
        ComboBox<Interval> choice = new ComboBox<>();
        choice.setId("repeatEvery");
        choice.getItems().setAll(Interval.usual());
        choice.setPrefWidth(112);
        choice.setMinWidth(112);
        choice.setAccessibleText(texts.get("repeat.every"));
        choice.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Interval interval) {
                return interval == null ? "" : name(interval);
            }

            @Override
            public @Nullable Interval fromString(String text) {
                return null;
            }
        });
        choice.valueProperty().bindBidirectional(model.every());
        return choice;
    }

    private String name(Interval interval) {
        long minutes = interval.length().toMinutes();
        return minutes < 60 ? texts.get("repeat.minutes", minutes) : texts.get("repeat.hours", minutes / 60);
    }

    private TextField number(String id, StringProperty value, String name) {
        TextField field = new TextField();
        field.setId(id);
        field.setPrefWidth(NUMBER);
        field.setMinWidth(NUMBER);
        field.setAccessibleText(texts.get(name));
        field.textProperty().bindBidirectional(value);
        return field;
    }

    private TextField field(String id, StringProperty value, String prompt, boolean wide) {
        TextField field = new TextField();
        field.setId(id);
        field.getStyleClass().add("mono");
        field.setPromptText(texts.get(prompt));
        field.setAccessibleText(texts.get(prompt));
        field.textProperty().bindBidirectional(value);
        CutText.install(field);
        if (wide) {
            HBox.setHgrow(field, Priority.ALWAYS);
        }
        return field;
    }

    private Node files() {
        files.setId("repeatFiles");
        steps.setId("repeatSteps");
        Button save = new Button(texts.get("repeat.save"), Icons.of(MaterialDesignD.DOWNLOAD, 14));
        save.setId("saveRepeat");
        save.getStyleClass().add("small");
        save.setMinWidth(USE_PREF_SIZE);
        save.setOnAction(_ -> model.save());
        HBox filesHead = new HBox(8, Blocks.strong(texts.get("repeat.files")), Blocks.spacer(),
                CommandBlock.copyButton(files::text));
        filesHead.setAlignment(Pos.CENTER_LEFT);
        HBox stepsHead = new HBox(8, Blocks.strong(texts.get("repeat.steps")), Blocks.spacer(),
                CommandBlock.copyButton(steps::text), save);
        stepsHead.setAlignment(Pos.CENTER_LEFT);
        VBox part = new VBox(8, stepsHead, steps, filesHead, files);
        part.setMinWidth(0);
        return part;
    }

    private void refresh() {
        Optional<Repetition> made = model.made().get();
        next.setText(model.next());
        space.setText(model.space());
        problem.setText(model.problem().get());
        Blocks.show(problem, !model.problem().get().isEmpty());
        Blocks.show(storeRow, model.isStored());
        Blocks.show(imageRow, model.form().get() == RepeatForm.CRONJOB);
        Blocks.show(filesPart, made.isPresent());
        made.ifPresent(now -> {
            files.setText(now.files().stream().map(RepeatCard::text).collect(Collectors.joining("\n")));
            steps.setText(String.join("\n", now.steps()));
        });
    }

    /** Units begin with a comment that names them; manifests do not. */
    private static String text(ScheduledFile file) {
        return file.text().startsWith("# /") ? file.text() : "# " + file.name() + "\n" + file.text();
    }

    private void showWritten(List<Path> paths) {
        if (!paths.isEmpty()) {
            saved.setText(texts.get("repeat.saved", Quantities.number(paths.size()),
                    String.valueOf(paths.getFirst().getParent())));
        }
        Blocks.show(saved, !paths.isEmpty());
    }
}
