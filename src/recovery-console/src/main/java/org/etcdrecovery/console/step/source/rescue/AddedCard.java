package org.etcdrecovery.console.step.source.rescue;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.Choosing;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.core.rescue.LogPart;
import org.etcdrecovery.core.rescue.replay.Effect;
import org.etcdrecovery.core.rescue.replay.ReplayResult;
import org.etcdrecovery.core.rescue.replay.ReplayedEntry;

/** What the log adds, by what became of its entries. */
final class AddedCard extends VBox {
    /** The command line lists more. */
    private static final int MOST_ENTRIES = 200;

    private final Texts texts = Texts.of("source");
    private final RescueModel model;

    AddedCard(RescueModel model) {
        this.model = model;
        setId("added");
    }

    void show(Addition found) {
        ReplayResult result = found.result();
        List<Node> rows = new ArrayList<>();
        rows.add(Card.counted(texts.get("added.revision"), result.base().isPresent()
                ? texts.get("added.revision.from", Quantities.number(result.from().revision()),
                        Quantities.number(result.to().revision()))
                : texts.get("added.revision.log", Quantities.number(result.to().revision()))));
        if (result.entries() == 0) {
            rows.add(Card.counted(texts.get("added.nothing"), texts.get("added.nothing.text")));
        }
        part("added.applied", result.applied(), rows);
        part("added.rejected", result.rejected(), rows);
        part("added.idle", result.idle(), rows);
        if (result.maybe() + result.leftOut() > 0) {
            rows.add(maybe(found));
        }
        if (!result.uncertain().isEmpty()) {
            rows.add(listed("uncertain", texts.get("added.uncertain", result.uncertain().size()),
                    new RichText(texts.get("added.uncertain.text")), result.uncertain()));
        }
        if (result.unused() > 0) {
            rows.add(Card.counted(texts.get("added.unused", result.unused()), texts.get("added.unused.text")));
        }
        String key = result.base().isPresent() ? "added.title" : "added.title.log";
        Card card = Card.titled(texts.get(key, model.name()));
        card.setRows(rows);
        getChildren().setAll(card);
    }

    private void part(String key, LogPart part, List<Node> rows) {
        if (!part.isEmpty()) {
            rows.add(Card.counted(texts.get(key, part.count()), part.words()));
        }
    }

    private Node maybe(Addition found) {
        ReplayResult result = found.result();
        VBox words = new VBox(8);
        if (found.order().chosen().overwritten()) {
            words.getChildren().add(new RichText(texts.get("added.maybe.overwritten")));
        } else if (found.order().directory().isOnlyVoter()) {
            words.getChildren().add(new RichText(texts.get("added.maybe.voter")));
        } else {
            ToggleGroup group = new ToggleGroup();
            words.getChildren()
                    .setAll(choice("takeMaybe", "added.maybe.take", false, group),
                            choice("leaveOutMaybe", "added.maybe.leave", true, group));
        }
        return listed("maybe", texts.get("added.maybe", result.maybe() + result.leftOut()), words, result.maybeList());
    }

    private RadioButton choice(String id, String key, boolean left, ToggleGroup group) {
        RadioButton choice = new RadioButton(texts.get(key));
        choice.setId(id);
        choice.setToggleGroup(group);
        choice.setWrapText(true);
        choice.setMinHeight(USE_PREF_SIZE);
        choice.setSelected(model.isCommittedOnly() == left);
        Choosing.on(choice, () -> model.leaveOut(left));
        return choice;
    }

    /** A row under which its entries unfold. */
    private Node listed(String id, String count, Node words, List<ReplayedEntry> entries) {
        VBox list = new VBox(4);
        list.setId(id + "Entries");
        entries.stream().limit(MOST_ENTRIES).forEach(entry -> list.getChildren().add(line(words(entry))));
        if (entries.size() > MOST_ENTRIES) {
            list.getChildren().add(Blocks.caption(texts.get("added.more", entries.size() - MOST_ENTRIES)));
        }
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox head = new HBox(10, Card.count(count), words, Links.unfold(id + "Show", list, texts));
        head.setAlignment(Pos.TOP_LEFT);
        VBox row = new VBox(8, head, list);
        row.getStyleClass().add("card-row");
        return row;
    }

    private String words(ReplayedEntry entry) {
        String what = entry.kind().word() + (entry.effect() == Effect.REJECTED ? texts.get("added.entry.refused") : "");
        String head = texts.get("added.entry", Long.toUnsignedString(entry.index()), what);
        return entry.keys().isEmpty() ? head : head + ": " + String.join(", ", entry.keys());
    }

    private static Label line(String words) {
        Label line = Blocks.mono(words);
        line.setWrapText(true);
        line.setMinHeight(USE_PREF_SIZE);
        return line;
    }
}
