package org.etcdrecovery.console.step.source.directories;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.core.files.ProcessLock;
import org.etcdrecovery.core.rescue.LogPart;
import org.etcdrecovery.core.rescue.MemberDirectory;

/** What the selected database lacks, counted by kind, before any of it is applied. */
final class TailCard extends VBox {
    private final Texts texts = Texts.of("source");
    private final Runnable take;

    /** @param take uses the database alone */
    TailCard(Runnable take) {
        this.take = take;
        setId("logTail");
        Blocks.show(this, false);
    }

    void show(Optional<DirectoryRow> chosen) {
        Optional<MemberDirectory> shown = chosen.flatMap(DirectoryRow::directory);
        Blocks.show(this, shown.isPresent());
        shown.ifPresent(found -> {
            List<Node> rows = new ArrayList<>();
            found.tail().flatMap(tail -> row("tail.committed", tail.committed())).ifPresent(rows::add);
            found.tail().flatMap(tail -> row("tail.maybe", tail.maybe())).ifPresent(rows::add);
            rows.add(choice(found, rows.isEmpty()));
            Card card = Card.titled(texts.get("tail.title", chosen.map(DirectoryRow::name).orElse("")));
            card.setRows(rows);
            getChildren().setAll(card);
        });
    }

    /** What the snapshot will hold, and the way to do without the log. */
    private Node choice(MemberDirectory found, boolean nothing) {
        String key = !found.canBeTaken() ? "tail.log" : nothing ? "tail.nothing" : "tail.note";
        RichText words = new RichText(texts.get(key));
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox row = Card.row(words);
        boolean held = found.lock().state() == ProcessLock.State.HELD;
        if (found.canBeTaken() && !held) {
            Button alone = new Button(texts.get("tail.alone"));
            alone.setId("takeDatabase");
            alone.getStyleClass().add("small");
            alone.setMinWidth(USE_PREF_SIZE);
            alone.setOnAction(_ -> take.run());
            row.getChildren().add(alone);
        }
        row.setFillHeight(false);
        return row;
    }

    private Optional<Node> row(String key, LogPart part) {
        return part.isEmpty()
                ? Optional.empty()
                : Optional.of(Card.counted(texts.get(key, part.count()), part.words()));
    }
}
