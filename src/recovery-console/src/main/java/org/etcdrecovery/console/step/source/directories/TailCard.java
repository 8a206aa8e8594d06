package org.etcdrecovery.console.step.source.directories;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.rescue.LogPart;
import org.etcdrecovery.core.rescue.LogTail;
import org.etcdrecovery.core.rescue.MemberDirectory;

/** What the selected database lacks, counted by kind. */
final class TailCard extends VBox {
    private static final double COUNT_WIDTH = 190;

    private final Texts texts = Texts.of("source");

    TailCard() {
        setId("logTail");
        Blocks.show(this, false);
    }

    void show(Optional<DirectoryRow> chosen) {
        Optional<LogTail> tail = chosen.flatMap(DirectoryRow::directory)
                .flatMap(MemberDirectory::tail)
                .filter(found -> !found.isEmpty());
        Blocks.show(this, tail.isPresent());
        tail.ifPresent(found -> {
            List<Node> rows = new ArrayList<>();
            row("tail.committed", found.committed()).ifPresent(rows::add);
            row("tail.maybe", found.maybe()).ifPresent(rows::add);
            rows.add(Card.section(Blocks.note(Tone.WARNING, new RichText(texts.get("tail.note")))));
            String name = chosen.map(DirectoryRow::name).orElse("");
            Card card = Card.titled(texts.get("tail.title", name));
            card.setRows(rows);
            getChildren().setAll(card);
        });
    }

    private Optional<Node> row(String key, LogPart part) {
        if (part.isEmpty()) {
            return Optional.empty();
        }
        RichText count = new RichText(texts.get(key, part.count()));
        count.setPrefWidth(COUNT_WIDTH);
        count.setMinWidth(COUNT_WIDTH);
        RichText kinds = new RichText(part.words());
        HBox.setHgrow(kinds, Priority.ALWAYS);
        return Optional.of(Card.row(count, kinds));
    }
}
