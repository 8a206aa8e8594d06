package org.etcdrecovery.console.step.source.rescue;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.CutText;
import org.etcdrecovery.console.widget.Pill;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.rescue.replay.ReplayResult.KeyChanges;

/** The keys that differ from the database, each with its old and its new value. */
final class KeysCard extends VBox {
    /** How many to show before the operator asks for more. */
    private static final int FIRST = 6;
    private static final double PILL_WIDTH = 70;

    private final Texts texts = Texts.of("source");
    private final RescueModel model;

    KeysCard(RescueModel model) {
        this.model = model;
        setId("changedKeys");
    }

    void show(Addition found) {
        show(found, FIRST);
    }

    private void show(Addition found, int most) {
        KeyChanges changes = found.result().keys();
        List<Node> rows = new ArrayList<>(found.keys().stream().limit(most).map(this::row).toList());
        int shown = rows.size();
        if (shown < found.keys().size()) {
            Hyperlink more = new Hyperlink(texts.get("keys.more", Quantities.number(found.keys().size() - shown)));
            more.setId("moreKeys");
            more.setOnAction(_ -> show(found, Integer.MAX_VALUE));
            rows.add(Card.row(more));
        } else if (shown < changes.count()) {
            rows.add(Card.row(Blocks.caption(texts.get("keys.rest", Quantities.number(changes.count() - shown)))));
        }
        Card card = Card.titled(texts.get("keys.title"))
                .withHead(Blocks.muted(texts.get("keys.counts", Quantities.number(changes.added()),
                        Quantities.number(changes.changed()), Quantities.number(changes.deleted()))),
                        Blocks.spacer());
        if (found.keys().stream().anyMatch(ChangedKey::hidden)) {
            card.withHead(Links.button("revealKeys", texts.get("keys.reveal"), model::reveal));
        }
        card.setRows(rows);
        getChildren().setAll(card);
    }

    private Node row(ChangedKey key) {
        Pill what = new Pill(switch (key.what()) {
            case ADDED -> Tone.SUCCESS;
            case CHANGED -> Tone.ACCENT;
            case DELETED -> Tone.WARNING;
        }, texts.get("keys." + key.what()));
        HBox mark = new HBox(what);
        mark.setMinWidth(PILL_WIDTH);
        VBox words = new VBox(2, CutText.middle(Blocks.mono(key.key())));
        words.setMinWidth(0);
        if (key.hidden()) {
            words.getChildren().add(Blocks.caption(texts.get("keys.hidden")));
        } else {
            key.before().map(value -> value("keys.was", value)).ifPresent(words.getChildren()::add);
            key.after().map(value -> value("keys.is", value)).ifPresent(words.getChildren()::add);
        }
        HBox row = Card.row(mark, words);
        row.setAlignment(Pos.TOP_LEFT);
        return row;
    }

    private Node value(String name, String value) {
        Label words = CutText.middle(Blocks.mono(value.isEmpty() ? texts.get("keys.empty") : value));
        words.getStyleClass().add("muted");
        Label title = Blocks.muted(texts.get(name));
        title.setMinWidth(28);
        HBox line = new HBox(6, title, words);
        line.setMinWidth(0);
        return line;
    }
}
