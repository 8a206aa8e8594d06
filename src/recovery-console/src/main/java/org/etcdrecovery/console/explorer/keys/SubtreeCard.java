package org.etcdrecovery.console.explorer.keys;

import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.explorer.keys.KeysViewModel.Shown;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.EmptyState;
import org.etcdrecovery.core.contents.index.Subtree;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;

/** What is known of a selected subtree, which has no value. */
final class SubtreeCard extends VBox {
    private final Texts texts = Texts.of("explorer");
    private final Label prefix = Blocks.mono("");
    private final GridPane facts = new GridPane();
    private final VBox head = new VBox(3, prefix);
    private final EmptyState none;

    SubtreeCard(KeysViewModel model) {
        getStyleClass().addAll("card-block", "key-panel");
        prefix.setWrapText(true);
        prefix.setMinHeight(USE_PREF_SIZE);
        head.getStyleClass().add("key-panel-head");
        facts.getStyleClass().add("key-facts");
        none = new EmptyState(MaterialDesignF.FILE_TREE_OUTLINE, texts.get("tree.choose"));
        getChildren().setAll(head, facts, none);
        model.selection().subscribe(now -> show(now.subtree(), model.shown().get().filter(Shown::isWhole).isPresent()));
    }

    /** @param whole whether what is shown is not restricted, so that it compares with the records of all revisions */
    private void show(Optional<Subtree> now, boolean whole) {
        Blocks.show(head, now.isPresent());
        facts.getChildren().clear();
        Blocks.show(facts, now.isPresent());
        Blocks.show(none, now.isEmpty());
        now.ifPresent(subtree -> {
            prefix.setText(GoQuote.escape(subtree.prefix()));
            fact("keys", Quantities.number(subtree.keys()));
            fact("bytes", Quantities.size(subtree.bytes()));
            if (whole) {
                fact("records", Quantities.number(subtree.records()));
            }
        });
    }

    private void fact(String name, String words) {
        facts.addRow(facts.getRowCount(), Blocks.muted(texts.get("subtree." + name)), new Label(words));
    }
}
