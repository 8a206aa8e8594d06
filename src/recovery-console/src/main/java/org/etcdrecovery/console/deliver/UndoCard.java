package org.etcdrecovery.console.deliver;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Banner;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Painted;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.deliver.Written;

/** What an undo would lose, and what to do about it. */
public final class UndoCard extends VBox {
    private final Texts texts = Texts.of("deliver");
    private final Banner banner = new Banner();
    private final CheckBox startOld = new CheckBox(texts.get("undo.start"));
    private final Button save = Blocks.smallButton("undoSave", texts.get("undo.save"));
    private final Button go = Blocks.smallButton("undoGo", texts.get("undo.go"));
    private final Button keep = Blocks.smallButton("undoKeep", texts.get("undo.keep"));

    /** A card for this way back; hidden until it is asked for. */
    public UndoCard(Undoing model) {
        super(10);
        setId("undoQuestion");
        startOld.setId("undoStartOld");
        save.setOnAction(_ -> model.saveAndUndo(startOld.isSelected()));
        go.setOnAction(_ -> model.undo(startOld.isSelected()));
        keep.setOnAction(_ -> model.steps().keep());
        HBox actions = new HBox(8, save, go, keep, startOld);
        actions.setAlignment(Pos.CENTER_LEFT);
        getChildren().setAll(banner, actions);
        model.steps().question().subscribe(this::show);
    }

    /** A member that is there and refuses is not silent: what was written can be told once it is asked as it wants. */
    private String words(UndoQuestion asked) {
        return asked.written()
                .map(this::words)
                .or(() -> asked.refusal().map(why -> texts.get("undo.refused", why.what())))
                .orElse(texts.get("undo.silent"));
    }

    private String words(Written written) {
        return texts.get(written.certain() ? "undo.written" : "undo.minority", written.revisions(),
                Quantities.number(written.revisions()));
    }

    private void show(Optional<UndoQuestion> question) {
        question.ifPresent(asked -> {
            banner.say(Tone.WARNING, texts.get("undo.title", String.join(", ", asked.members())),
                    words(asked));
            Blocks.show(save, asked.isWorthSaving());
        });
        Blocks.show(this, question.isPresent());
        if (question.isPresent()) {
            Painted.then(keep::requestFocus);
        }
    }
}
