package org.etcdrecovery.console.step.snapshot;

import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.CopyRow;
import org.etcdrecovery.core.cluster.save.SavedSnapshot;

/** A completed save: what is known of the file, ready to copy. */
final class SavedCard {
    private SavedCard() {}

    /** The card of a snapshot. */
    static Card of(SavedSnapshot saved) {
        Texts texts = Texts.of("snapshot");
        Card card = new Card(CopyRow.of(texts.get("saved.file"), saved.file().toString(), "saved-file"),
                CopyRow.plain(texts.get("saved.size"), Quantities.size(saved.size()), "saved-size"),
                CopyRow.of(texts.get("saved.sha256"), saved.sha256(), "saved-sha256"));
        card.setId("saved");
        return card;
    }
}
