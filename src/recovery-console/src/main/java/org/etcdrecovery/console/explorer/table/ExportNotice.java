package org.etcdrecovery.console.explorer.table;

import javafx.scene.layout.VBox;
import org.etcdrecovery.console.finding.FailureNotice;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Closable;
import org.etcdrecovery.console.widget.Tone;

/** Says what came of an export of a table. Takes no space until there was one; Esc closes it. */
public final class ExportNotice extends VBox {
    /** A notice of these exports. */
    public ExportNotice(TableExport export) {
        Texts texts = Texts.of("explorer");
        VBox note = new VBox();
        note.setId("tableExported");
        FailureNotice failure = new FailureNotice();
        export.written().subscribe(file -> {
            note.getChildren()
                    .setAll(file.map(path -> Blocks.plainNote(Tone.SUCCESS, texts.get("export.done", path.toString())))
                            .stream()
                            .toList());
            Blocks.show(note, file.isPresent());
        });
        export.failed()
                .subscribe(failed -> failed.ifPresentOrElse(why -> failure.show(texts.get("export.failed"), why),
                        failure::clear));
        getChildren().setAll(note, failure);
        managedProperty().bind(note.visibleProperty().or(failure.visibleProperty()));
        Closable.mark(note, export::close);
    }
}
