package org.etcdrecovery.console.step.safety;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.step.safety.CarriedContent.Kind;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.Icons;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.text.Shown;
import org.kordamp.ikonli.materialdesign2.MaterialDesignK;

/** What else is in the snapshot, and the only decision about it. */
final class CarriedContentCard extends VBox {
    private static final double NAME = 124;

    private final SafetyViewModel model;
    private final Texts texts;
    private final Card card;

    CarriedContentCard(SafetyViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        card = Card.titled(texts.get("travels"));
        card.setId("travels");
        getChildren().setAll(card);
        model.facts().subscribe(_ -> refresh());
        model.auth().subscribe(_ -> refresh());
    }

    private void refresh() {
        List<Node> rows = new ArrayList<>();
        model.carriedContents().forEach(item -> rows.add(row(item)));
        card.setRows(rows);
    }

    private Node row(CarriedContent item) {
        String id = item.kind().name().toLowerCase(Locale.ROOT);
        Label name = Blocks.strong(texts.get("travels." + item.kind()));
        name.setMinWidth(NAME);
        Label what = new Label(Shown.text(item.what()));
        what.setMinWidth(USE_PREF_SIZE);
        Label follows = Blocks.muted(item.follows());
        HBox line = new HBox(10, item.tone() == Tone.NEUTRAL
                ? Icons.of(MaterialDesignK.KEY_VARIANT)
                : Icons.of(item.tone()), name, new HBox(5, what, follows), Blocks.spacer());
        line.setId("travels-" + id);
        VBox row = new VBox(line);
        line.getStyleClass().add("travel-line");
        row.getStyleClass().addAll("card-row", "travel-row");
        if (item.kind() == Kind.ALARMS && !item.follows().isEmpty()) {
            line.getChildren().add(clear());
        }
        if (!item.details().isEmpty()) {
            RichText details = new RichText(item.details());
            details.setId("details-" + id);
            details.setPadding(new Insets(4, 0, 4, 26));
            Blocks.show(details, false);
            Hyperlink show = new Hyperlink(texts.get("show"));
            show.setId("show-" + id);
            show.setAccessibleText(texts.get("show") + " " + name.getText());
            show.setOnAction(_ -> {
                Blocks.show(details, !details.isVisible());
                show.setText(texts.get(details.isVisible() ? "hide" : "show"));
            });
            line.getChildren().add(show);
            row.getChildren().add(details);
        }
        HBox.setHgrow(line, Priority.ALWAYS);
        return row;
    }

    private CheckBox clear() {
        int count = model.facts().get().map(facts -> facts.alarms().size()).orElse(0);
        CheckBox clear = new CheckBox(texts.get("alarms.clear", count));
        clear.setId("clearAlarms");
        clear.setMinWidth(USE_PREF_SIZE);
        clear.selectedProperty().bindBidirectional(model.clearAlarms());
        return clear;
    }
}
