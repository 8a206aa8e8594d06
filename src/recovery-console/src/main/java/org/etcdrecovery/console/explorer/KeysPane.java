package org.etcdrecovery.console.explorer;

import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.etcdrecovery.console.explorer.table.DataTable;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.FailureNotice;
import org.etcdrecovery.console.widget.ReadingProgress;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.keyspace.LeaseId;

/** The keys, and below them the value of the selected one. */
final class KeysPane extends VBox {
    /** How long to wait for the next keystroke before searching. */
    private static final Duration PAUSE = Duration.millis(250);

    private final Texts texts = Texts.of("explorer");

    KeysPane(KeysViewModel model) {
        super(12);
        DataTable<KeyLine> table = new DataTable<>("keys", texts.get("keys.none"), model.lines());
        PauseTransition pause = new PauseTransition(PAUSE);
        pause.setOnFinished(_ -> model.search(table.filter().getText()));
        table.searchedBy(_ -> pause.playFromStart(), texts.get("keys.search"));
        table.filter().setOnAction(_ -> {
            pause.stop();
            model.search(table.filter().getText());
        });
        table.mono("keys.key", KeyLine::text)
                .figure("keys.mod", line -> line.row().modRevision())
                .figure("keys.version", line -> line.row().version())
                .figure("keys.size", line -> line.row().valueSize(),
                        line -> Quantities.size(line.row().valueSize()))
                .id("keys.lease", line -> line.row().lease(),
                        line -> line.row().lease() == 0 ? "" : new LeaseId(line.row().lease()).toString());
        table.count().textProperty().bind(model.count());
        ReadingProgress reading = new ReadingProgress("keysReading", model.activity());
        table.addToBar(reading);
        RichText cut = new RichText();
        var cutNote = Blocks.note(Tone.NEUTRAL, cut);
        cutNote.setId("keysCut");
        model.cut().subscribe(words -> {
            cut.setText(words);
            Blocks.show(cutNote, !words.isEmpty());
        });
        FailureNotice failure = new FailureNotice();
        model.failed()
                .subscribe(failed -> failed.ifPresentOrElse(why -> failure.show(texts.get("failed"), why),
                        failure::clear));
        table.table()
                .getSelectionModel()
                .selectedItemProperty()
                .subscribe(line -> model.value().select(Optional.ofNullable(line)));
        VBox.setVgrow(table, Priority.ALWAYS);
        model.need();
        getChildren().setAll(table, cutNote, failure, new ValuePane(model.value()));
    }
}
