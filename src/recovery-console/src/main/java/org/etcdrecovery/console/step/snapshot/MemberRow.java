package org.etcdrecovery.console.step.snapshot;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.CutText;
import org.etcdrecovery.console.widget.Pill;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.console.widget.Tone;

/** A member to choose: its name, its revision, and why it is the best choice. */
final class MemberRow extends HBox {
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final double NAME = 210;
    private static final double FIGURE = 170;

    private final RadioButton button = new RadioButton();

    MemberRow(MemberChoice choice, ToggleGroup group) {
        super(10);
        Texts texts = Texts.of("snapshot");
        getStyleClass().addAll("card-row", "member-choice");
        setAlignment(Pos.TOP_LEFT);
        // A name or address may contain anything, but an id must work in a selector.
        button.setId("from-" + choice.label().replaceAll("[^A-Za-z0-9_-]", "-"));
        button.setToggleGroup(group);
        button.setUserData(choice);
        button.setAccessibleText(texts.get("from.accessible", choice.label(),
                Quantities.number(choice.status().revision()), Quantities.figures(choice.reason())));
        button.setMinWidth(USE_PREF_SIZE);
        button.selectedProperty().subscribe(chosen -> pseudoClassStateChanged(CHOSEN, chosen));
        setOnMouseClicked(_ -> {
            button.setSelected(true);
            button.requestFocus();
        });
        VBox who = new VBox(1, CutText.middle(Blocks.strong(choice.label())));
        if (!choice.name().isEmpty()) {
            Label endpoint = CutText.middle(Blocks.muted(choice.endpoint().authority()));
            endpoint.getStyleClass().addAll("mono", "second-line");
            who.getChildren().add(endpoint);
        }
        who.setMinWidth(0);
        who.setPrefWidth(NAME);
        who.setMaxWidth(NAME);
        String ahead = choice.ahead() == 0 ? "" : " +" + Quantities.number(choice.ahead());
        RichText revision = new RichText(
                texts.get("from.revision", Quantities.number(choice.status().revision())) + ahead);
        revision.setMinWidth(FIGURE);
        revision.setPrefWidth(FIGURE);
        Label size = new Label(Quantities.size(choice.status().db().file()));
        size.setMinWidth(70);
        Label role = new Label(texts.get("role." + choice.status().role()));
        role.setMinWidth(USE_PREF_SIZE);
        HBox line = new HBox(10, who, revision, size, role);
        line.setAlignment(Pos.BASELINE_LEFT);
        VBox words = new VBox(4, line);
        if (choice.isRecommended()) {
            line.getChildren().addAll(Blocks.spacer(), new Pill(Tone.ACCENT, texts.get("from.recommended")));
            words.getChildren().add(new RichText(Quantities.figures(choice.reason())));
        }
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        getChildren().setAll(button, words);
    }

    RadioButton button() {
        return button;
    }
}
