package org.etcdrecovery.console.step.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.recovery.MadeFrom;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.text.FileNames;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.RichText;

/** From what the console made the file, and what the operator agreed to then. */
final class MadeCard extends VBox {
    private static final double NAME_WIDTH = 76;

    private final Texts texts = Texts.of("inspect");

    MadeCard(InspectViewModel model) {
        setId("madeFrom");
        model.snapshot().subscribe(choice -> show(choice.flatMap(SnapshotChoice::made)));
    }

    private void show(Optional<MadeFrom> made) {
        Blocks.show(this, made.isPresent());
        made.ifPresent(from -> {
            List<Node> rows = new ArrayList<>();
            rows.add(row("made.from", Blocks.mono(from.from().toString())));
            rows.add(row("made.words", new RichText(from.words())));
            from.accepted().forEach(words -> rows.add(row("made.agreed", new RichText(words))));
            rows.add(row("saved.manifest", from.manifest()
                    .<Node>map(path -> Blocks.mono(path.toString()))
                    .orElseGet(() -> new RichText(texts.get("made.manifest.none")))));
            Card card = Card.titled(texts.get("made." + from.way(), FileNames.of(from.from())));
            card.setRows(rows);
            getChildren().setAll(card);
        });
    }

    private Node row(String key, Node words) {
        Label name = Blocks.muted(texts.get(key));
        name.setMinWidth(NAME_WIDTH);
        if (words instanceof Label label) {
            label.setWrapText(true);
            label.setMinWidth(0);
        }
        HBox.setHgrow(words, Priority.ALWAYS);
        return Card.row(name, words);
    }
}
