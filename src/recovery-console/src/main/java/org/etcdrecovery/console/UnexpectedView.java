package org.etcdrecovery.console;

import java.nio.file.Path;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Banner;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.CommandBlock;
import org.etcdrecovery.console.widget.Tone;

/** Reports a bug in the console, on top of everything else: what happened, what is kept, and where the log is. */
final class UnexpectedView extends StackPane {
    private final Texts texts = Texts.of("shell");
    private final Banner banner = new Banner();
    private final CommandBlock details = new CommandBlock();
    private final Button close = new Button(texts.get("unexpected.close"));
    private final Button save = new Button(texts.get("menu.diagnostics"));
    private final Path logs;

    UnexpectedView(Path logs) {
        this.logs = logs;
        setId("unexpected");
        getStyleClass().add("unexpected");
        ScrollPane scroll = new ScrollPane(details);
        scroll.getStyleClass().add("page-scroll");
        scroll.setFitToWidth(true);
        scroll.setPrefViewportHeight(260);
        close.setId("unexpectedClose");
        close.setOnAction(_ -> Blocks.show(this, false));
        save.setId("unexpectedSave");
        HBox foot = new HBox(8, CommandBlock.copyButton(texts.get("copy"), texts.get("copied"), details::text), save,
                Blocks.spacer(), close);
        foot.setAlignment(Pos.CENTER_LEFT);
        VBox box = new VBox(14, banner, scroll, foot);
        box.getStyleClass().addAll("card-block", "unexpected-box");
        box.setMaxSize(720, USE_PREF_SIZE);
        getChildren().setAll(box);
        Blocks.show(this, false);
    }

    /** Sets what saves the diagnostics. */
    void onSave(Runnable action) {
        save.setOnAction(_ -> action.run());
    }

    void show(Throwable thrown) {
        banner.say(Tone.DANGER, texts.get("unexpected.title"), texts.get("unexpected.text", logs.toString()));
        details.setText(Failed.trace(thrown));
        Blocks.show(this, true);
        close.requestFocus();
    }
}
