package org.etcdrecovery.console.step.safety;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.finding.ExplanationLink;
import org.etcdrecovery.console.text.Amounts;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.Field;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.core.plan.BumpAdvice;

/** The decision about the revision: whether to raise it, by how much, and what that means. */
final class BumpCard extends VBox {
    private static final PseudoClass RISKY = PseudoClass.getPseudoClass("risky");
    private static final double INDENT = 23;
    private static final double AMOUNT = 200;
    /** The distance from the top of a field to its control. */
    private static final double LABEL = 24;

    private final SafetyViewModel model;
    private final Texts texts;

    BumpCard(SafetyViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        CheckBox bump = new CheckBox(texts.get("bump"));
        bump.setId("bump");
        bump.getStyleClass().add("strong");
        bump.selectedProperty().bindBidirectional(model.bump());
        RichText why = new RichText();
        model.facts()
                .subscribe(facts -> why.setText(facts.filter(known -> known.revisions().bumped())
                        .map(known -> texts.get("bump.already", Quantities.number(known.revisions().current())))
                        .orElseGet(() -> texts.get(facts.filter(known -> known.kubernetes()).isPresent()
                                ? "bump.kubernetes"
                                : "bump.other"))));
        TimelineView timeline = new TimelineView(texts);
        model.notes().timeline().subscribe(timeline::show);
        Node amount = amount();
        Node computing = computing();
        model.bump().subscribe(on -> Blocks.show(amount, on));
        model.bump().subscribe(on -> Blocks.show(computing, on && model.computing().get()));
        model.computing().subscribe(on -> Blocks.show(computing, on && model.bump().get()));
        VBox body = new VBox(12, why, withoutBump(), timeline, amount, computing);
        body.setPadding(new Insets(0, 0, 0, INDENT));
        VBox.setMargin(timeline, new Insets(8, 0, 0, 0));
        VBox section = Card.section(bump, body);
        section.setSpacing(4);
        Card card = new Card(section);
        card.setId("bumpCard");
        getChildren().setAll(card);
    }

    /** The plan's warning about not raising the revision. */
    private Node withoutBump() {
        var words = Blocks.caption("");
        words.setId("noBump");
        words.pseudoClassStateChanged(RISKY, true);
        VBox warning = new VBox(2, words, ExplanationLink.following(model.notes().code()));
        Runnable refresh = () -> {
            words.setText(model.notes().warning().get());
            Blocks.show(warning, !model.bump().get() && !words.getText().isEmpty());
        };
        model.bump().subscribe(refresh);
        model.notes().warning().subscribe(refresh);
        refresh.run();
        return warning;
    }

    private Node amount() {
        TextField field = number("amount", model.amount(), "help.amount");
        field.setOnAction(_ -> model.tidyAmount());
        field.focusedProperty().subscribe((_, focused) -> {
            if (!focused) {
                model.tidyAmount();
            }
        });
        Field amount = new Field(texts.get("amount"), field).problem(model.notes().problem())
                .warning(model.notes().warning())
                .under(ExplanationLink.following(model.notes().code()));
        amount.setMinWidth(AMOUNT);
        RichText covers = new RichText();
        covers.setId("covers");
        model.notes().covers().subscribe(covers::setText);
        Hyperlink compute = new Hyperlink();
        compute.setId("compute");
        model.computing().subscribe(on -> compute.setText(texts.get(on ? "compute.hide" : "compute")));
        compute.setOnAction(_ -> model.computing().set(!model.computing().get()));
        VBox words = new VBox(4, covers, compute);
        words.setPadding(new Insets(LABEL, 0, 0, 0));
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        amount.setPrefWidth(AMOUNT);
        amount.setMaxWidth(AMOUNT);
        return new HBox(14, amount, words);
    }

    private Node computing() {
        VBox ways = new VBox(12, way("newest", model.advisor().newest(), model.notes().fromNewest(),
                () -> model.advisor().fromNewest()),
                way("rate", model.advisor().writesPerSecond(), model.notes().fromAge(),
                        () -> model.facts().get().map(model.advisor()::fromAge)));
        ways.setId("computing");
        return ways;
    }

    private Node way(String key, StringProperty value, ObservableValue<String> explanation,
            Supplier<Optional<BumpAdvice>> advice) {
        TextField field = number(key, value, key.equals("newest") ? "help.newest" : "help.amount");
        Field named = new Field(texts.get(key), field);
        named.setMinWidth(AMOUNT);
        named.setMaxWidth(AMOUNT);
        RichText words = new RichText();
        explanation.subscribe(words::setText);
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setPadding(new Insets(LABEL, 0, 0, 0));
        words.setMinWidth(0);
        Button use = new Button(texts.get("use"));
        use.setId("use-" + key);
        use.setMinWidth(USE_PREF_SIZE);
        use.setAccessibleText(texts.get("use.accessible", texts.get(key)));
        field.setOnAction(_ -> use.fire());
        use.setOnAction(_ -> advice.get().ifPresent(found -> model.use(found.amount())));
        value.subscribe(text -> use.setDisable(Amounts.parse(text).equals(OptionalLong.empty())));
        HBox.setMargin(use, new Insets(LABEL, 0, 0, 0));
        return new HBox(14, named, words, use);
    }

    private TextField number(String id, StringProperty value, String help) {
        TextField field = new TextField();
        field.setId(id);
        field.textProperty().bindBidirectional(value);
        field.focusedProperty().subscribe(focused -> {
            if (focused) {
                model.outline().focusedHelp().set(Optional.of(texts.help(help)));
            }
        });
        return field;
    }
}
