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
    private final Path logs;

    /**
     * @param logs            where the log is
     * @param saveDiagnostics saves what helps to understand the bug
     */
    UnexpectedView(Path logs, Runnable saveDiagnostics) {
        this.logs = logs;
        setId("unexpected");
        getStyleClass().add("unexpected");
        ScrollPane scroll = new ScrollPane(details);
        scroll.getStyleClass().add("page-scroll");
        scroll.setFitToWidth(true);
        scroll.setPrefViewportHeight(260);
        close.setId("unexpectedClose");
        close.setOnAction(_ -> Blocks.show(this, false));
        Button save = new Button(texts.get("menu.diagnostics"));
        save.setId("unexpectedSave");
        save.setOnAction(_ -> saveDiagnostics.run());
        HBox foot = new HBox(8, CommandBlock.copyButton(details::text), save,
                Blocks.spacer(), close);
        foot.setAlignment(Pos.CENTER_LEFT);
        VBox box = new VBox(14, banner, scroll, foot);
        box.getStyleClass().addAll("card-block", "unexpected-box");
        box.setMaxSize(720, USE_PREF_SIZE);
        getChildren().setAll(box);
        Blocks.show(this, false);
    }

    void show(Throwable thrown) {
        banner.say(Tone.DANGER, texts.get("unexpected.title"), texts.get("unexpected.text", logs.toString()));
        details.setText(Failed.trace(thrown));
        Blocks.show(this, true);
        close.requestFocus();
    }
}
