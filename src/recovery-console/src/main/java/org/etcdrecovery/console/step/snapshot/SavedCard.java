package org.etcdrecovery.console.step.snapshot;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.CommandBlock;
import org.etcdrecovery.core.cluster.save.SavedSnapshot;

/** A completed save: what is known of the file, ready to copy. */
final class SavedCard {
    private SavedCard() {}

    /** The card of a snapshot. */
    static Card of(SavedSnapshot saved) {
        Texts texts = Texts.of("snapshot");
        Card card = new Card(row("saved.file", saved.file().toString(), true, texts),
                row("saved.size", Quantities.size(saved.size()), false, texts),
                row("saved.sha256", saved.sha256(), true, texts));
        card.setId("saved");
        return card;
    }

    private static HBox row(String key, String value, boolean copied, Texts texts) {
        Label name = Blocks.muted(texts.get(key));
        name.setMinWidth(76);
        Label words = Blocks.mono(value);
        words.setId(key.replace('.', '-'));
        words.setWrapText(true);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox row = Card.row(name, words);
        row.setAlignment(Pos.CENTER_LEFT);
        if (copied) {
            row.getChildren().addAll(Blocks.spacer(), CommandBlock.copyButton(() -> value));
        }
        return row;
    }
}
