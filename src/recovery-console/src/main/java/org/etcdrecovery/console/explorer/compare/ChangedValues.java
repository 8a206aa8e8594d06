package org.etcdrecovery.console.explorer.compare;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.explorer.compare.CompareViewModel.Values;
import org.etcdrecovery.console.explorer.difference.DifferenceView;
import org.etcdrecovery.console.explorer.value.SecretButton;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.EmptyState;
import org.etcdrecovery.core.contents.compare.Change;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;

/** The value of the selected key in either file, side by side; hidden while no key is selected. */
final class ChangedValues extends VBox {
    private final Texts texts = Texts.of("explorer");
    private final Label restored = Blocks.strong("");
    private final Label compared = Blocks.strong("");
    private final DifferenceView difference = new DifferenceView();
    private final EmptyState hidden = new EmptyState(MaterialDesignE.EYE_OFF_OUTLINE, texts.get("value.hidden"));
    private final SecretButton secret;

    ChangedValues(CompareViewModel model) {
        getStyleClass().add("changes-values");
        restored.setId("valueRestored");
        compared.setId("valueCompared");
        secret = new SecretButton("revealValues", model::reveal, model::cover);
        HBox left = new HBox(restored);
        HBox right = new HBox(10, compared, Blocks.spacer(), secret);
        for (HBox side : List.of(left, right)) {
            side.setAlignment(Pos.CENTER_LEFT);
            side.setPrefWidth(0);
            side.setMinWidth(0);
            side.getStyleClass().add("comparison-side");
            HBox.setHgrow(side, Priority.ALWAYS);
        }
        HBox head = new HBox(left, right);
        head.getStyleClass().add("key-head");
        StackPane content = new StackPane(difference, hidden);
        content.setMinHeight(0);
        VBox.setVgrow(content, Priority.ALWAYS);
        VBox.setVgrow(this, Priority.ALWAYS);
        setPrefHeight(0);
        setMinHeight(0);
        getChildren().setAll(head, content);
        model.values().subscribe(now -> {
            Blocks.show(this, now.isPresent());
            now.ifPresent(this::show);
        });
    }

    private void show(Values both) {
        Change change = both.change();
        restored.setText(change.before()
                .map(record -> texts.get("compare.restored", Quantities.number(record.revision())))
                .orElse(texts.get("compare.restored.absent")));
        compared.setText(change.after()
                .map(record -> texts.get("compare.compared", Quantities.number(record.revision())))
                .orElseGet(() -> change.deletedAt().isPresent()
                        ? texts.get("compare.compared.deleted", Quantities.number(change.deletedAt().getAsLong()))
                        : texts.get("compare.compared.absent")));
        secret.show(both.pair().secret(), both.revealed());
        Blocks.show(difference, both.pair().difference().isPresent());
        Blocks.show(hidden, both.pair().difference().isEmpty());
        both.pair().difference().ifPresent(difference::show);
    }
}
