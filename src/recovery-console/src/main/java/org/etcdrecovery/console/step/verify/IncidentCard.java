package org.etcdrecovery.console.step.verify;

import java.nio.file.Path;
import java.util.Objects;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.CommandBlock;
import org.etcdrecovery.console.widget.Field;
import org.etcdrecovery.console.widget.RichText;

/** What the operator notes for the incident file, and where the report is. */
final class IncidentCard extends VBox {
    private static final double SHORT = 170;

    private final Texts texts = Texts.of("verify");
    private final ReportSaver report;
    private final TextField number;
    private final VBox saved = new VBox(8);

    IncidentCard(ReportSaver report) {
        super(10);
        this.report = report;
        setId("incident");
        number = line("incident", report.incident());
        Field notes = new Field(texts.get("report.notes"), notes()).hint(texts.get("report.optional"));
        HBox.setHgrow(notes, Priority.ALWAYS);
        HBox fields = new HBox(12, field("incident", number), field("operator", line("operator", report.operator())),
                notes);
        RichText words = new RichText();
        words.setId("reportSaved");
        HBox actions = new HBox(8);
        actions.setAlignment(Pos.CENTER_LEFT);
        saved.getChildren().setAll(words, actions);
        Runnable name = () -> report.saved()
                .get()
                .ifPresent(files -> words.setText(texts.get("report.saved", files.html(),
                        String.valueOf(files.json().getFileName()))
                        + (report.outdated().get() ? " " + texts.get("report.outdated") : "")));
        report.outdated().subscribe(name);
        report.saved().subscribe(pair -> {
            name.run();
            pair.ifPresent(files -> actions.getChildren().setAll(actions(files.html())));
            Blocks.show(saved, pair.isPresent());
        });
        getChildren().setAll(new Card(Card.section(fields)));
    }

    /** Where the report is, once it was saved; to be shown beside the button that saves it. */
    Node saved() {
        return saved;
    }

    /** Moves the focus to the number of the incident, from which Enter saves the report. */
    void focus() {
        number.requestFocus();
    }

    private TextField line(String key, StringProperty value) {
        TextField text = new TextField();
        text.setId("report-" + key);
        text.setOnAction(_ -> report.save());
        text.textProperty().bindBidirectional(value);
        return text;
    }

    private TextArea notes() {
        TextArea text = new TextArea();
        text.setId("report-notes");
        text.setPrefRowCount(2);
        text.setWrapText(true);
        text.textProperty().bindBidirectional(report.notes());
        // Notes need no tabs, and the keyboard must get out of the field.
        text.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.TAB) {
                text.requestFocusTraversal(event.isShiftDown()
                        ? TraversalDirection.PREVIOUS
                        : TraversalDirection.NEXT);
                event.consume();
            }
        });
        return text;
    }

    private Field field(String key, TextField text) {
        Field field = new Field(texts.get("report." + key), text).hint(texts.get("report.optional"));
        field.setPrefWidth(SHORT);
        field.setMinWidth(SHORT);
        return field;
    }

    private Node[] actions(Path html) {
        return new Node[]{button("report.open", () -> report.open(html)),
                button("report.folder", () -> report.open(Objects.requireNonNull(html.toAbsolutePath().getParent()))),
                CommandBlock.copyButton(texts.get("report.copy"), texts.get("report.copied"), html::toString)};
    }

    private Button button(String key, Runnable action) {
        Button button = new Button(texts.get(key));
        button.getStyleClass().add("small");
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(_ -> action.run());
        return button;
    }
}
