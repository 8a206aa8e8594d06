package org.etcdrecovery.console.step.safety;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
    private final Set<Kind> unfolded = EnumSet.noneOf(Kind.class);
    private List<CarriedContent> shown = List.of();

    CarriedContentCard(SafetyViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        card = Card.titled(texts.get("travels"));
        card.setId("travels");
        getChildren().setAll(card);
        model.facts().subscribe(_ -> refresh());
        model.auth().subscribe(_ -> refresh());
        model.keyspace().edit().subscribe(_ -> refresh());
        model.keyspace().surveyed().subscribe(_ -> refresh());
    }

    private void refresh() {
        List<CarriedContent> now = model.carriedContents();
        if (!now.equals(shown)) {
            shown = now;
            card.setRows(now.stream().map(this::row).toList());
        }
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
            boolean open = unfolded.contains(item.kind());
            Blocks.show(details, open);
            Hyperlink show = new Hyperlink(texts.get(open ? "hide" : "show"));
            show.setId("show-" + id);
            show.setMinWidth(USE_PREF_SIZE);
            show.setAccessibleText(texts.get("show") + " " + name.getText());
            show.setOnAction(_ -> {
                boolean unfold = !details.isVisible();
                if (unfold) {
                    unfolded.add(item.kind());
                } else {
                    unfolded.remove(item.kind());
                }
                Blocks.show(details, unfold);
                show.setText(texts.get(unfold ? "hide" : "show"));
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
