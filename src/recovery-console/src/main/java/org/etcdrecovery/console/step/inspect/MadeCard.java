package org.etcdrecovery.console.step.inspect;

import java.nio.file.Path;
import java.time.ZoneId;
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
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.core.origin.RecordedOrigin;
import org.etcdrecovery.core.snapshot.Inspection;

/** From what the file was made, in this run or in an earlier one, and what the operator agreed to then. */
final class MadeCard extends VBox {
    private static final double NAME_WIDTH = 76;

    private final Texts texts = Texts.of("inspect");

    MadeCard(InspectViewModel model) {
        setId("madeFrom");
        Runnable look = () -> {
            Optional<MadeFrom> now = model.snapshot().get().flatMap(SnapshotChoice::made);
            show(now.or(() -> earlier(model.inspection().get())), now.isPresent() ? "made.words" : "made.when");
        };
        model.snapshot().subscribe(look);
        model.inspection().subscribe(look);
        look.run();
    }

    private Optional<MadeFrom> earlier(Optional<Inspection> inspection) {
        return inspection.flatMap(found -> found.recorded().flatMap(recorded -> way(recorded.way()).map(way -> {
            String when = Quantities.time(recorded.time(), ZoneId.systemDefault());
            String words = recorded.lacks().isEmpty()
                    ? when
                    : texts.get("made.earlier", when, recorded.lacks());
            return new MadeFrom(way, Path.of(recorded.from()), words, recorded.accepted(),
                    RecordedOrigin.manifestOf(found.file()));
        })));
    }

    private static Optional<MadeFrom.Way> way(RecordedOrigin.Way way) {
        return switch (way) {
            // Who sent it and when is in the header.
            case SAVE -> Optional.empty();
            case RESCUE -> Optional.of(MadeFrom.Way.RESCUE);
            case SALVAGE -> Optional.of(MadeFrom.Way.SALVAGE);
            case PREPARE -> Optional.of(MadeFrom.Way.PREPARE);
        };
    }

    private void show(Optional<MadeFrom> made, String about) {
        Blocks.show(this, made.isPresent());
        made.ifPresent(from -> {
            List<Node> rows = new ArrayList<>();
            rows.add(row("made.from", Blocks.mono(from.from().toString())));
            rows.add(row(about, new RichText(from.words())));
            from.accepted().forEach(words -> rows.add(row("made.agreed", new RichText(words))));
            rows.add(row("saved.manifest", Blocks.mono(from.manifest().toString())));
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
