package org.etcdrecovery.console.explorer.value;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.explorer.difference.Difference;
import org.etcdrecovery.console.explorer.difference.DifferenceView;
import org.etcdrecovery.console.explorer.value.KeyViewModel.Compared;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Closable;
import org.etcdrecovery.console.widget.EmptyState;
import org.etcdrecovery.console.widget.Icons;
import org.etcdrecovery.core.contents.KeyRecord;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;

/** The differences between two versions of a value, in place of what is beside them. Esc closes it. */
public final class ComparisonCard extends VBox {
    private final Texts texts = Texts.of("explorer");
    private final Label older = Blocks.strong("");
    private final Label newer = Blocks.strong("");
    private final Label count = Blocks.muted("");
    private final DifferenceView view = new DifferenceView();
    private final EmptyState hidden;
    private final KeyViewModel model;
    private final SecretButton secret;

    /** A view of this model; hidden while it compares nothing. */
    public ComparisonCard(KeyViewModel model) {
        this.model = model;
        secret = new SecretButton("comparisonSecret", model::reveal, model::cover);
        setId("comparison");
        getStyleClass().addAll("card-block", "comparison");
        Button close = Icons.button(MaterialDesignC.CLOSE, texts.get("compare.close"));
        close.setId("closeComparison");
        close.setOnAction(_ -> model.closeComparison());
        HBox left = new HBox(10, older, Blocks.spacer(), count);
        HBox right = new HBox(10, newer, Blocks.spacer(), secret, close);
        for (HBox side : List.of(left, right)) {
            side.setAlignment(Pos.CENTER_LEFT);
            side.setPrefWidth(0);
            side.getStyleClass().add("comparison-side");
            HBox.setHgrow(side, Priority.ALWAYS);
        }
        HBox head = new HBox(left, right);
        head.getStyleClass().add("key-head");
        hidden = new EmptyState(MaterialDesignE.EYE_OFF_OUTLINE, texts.get("value.hidden"));
        StackPane content = new StackPane(view, hidden);
        VBox.setVgrow(content, Priority.ALWAYS);
        getChildren().setAll(head, content);
        Closable.mark(this, model::closeComparison);
        model.compared().subscribe(now -> {
            Blocks.show(this, now.isPresent());
            now.ifPresent(this::show);
        });
    }

    private void show(Compared now) {
        older.setText(title(now.older()));
        newer.setText(title(now.newer()));
        secret.show(now.values().secret(), model.revealed().get());
        Optional<Difference> difference = now.values().difference();
        count.setText(difference
                .map(one -> texts.get("compare.count", one.changes(), Quantities.number(one.changes())))
                .orElse(""));
        Blocks.show(view, difference.isPresent());
        Blocks.show(hidden, difference.isEmpty());
        difference.ifPresent(view::show);
        view.requestFocus();
    }

    private String title(KeyRecord record) {
        return texts.get(record.tombstone() ? "compare.deletion" : "compare.revision",
                Quantities.number(record.revision().main()));
    }
}
