package org.etcdrecovery.console.filing;

import java.nio.file.Path;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.StageProgress;
import org.etcdrecovery.console.text.FileNames;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.StopButton;
import org.etcdrecovery.core.progress.Stage;

/** Work on files that passes several stages: what it does now, how far that is, and a button that stops it. */
public final class WorkingCard extends VBox {
    private static final int PERCENT = 100;

    private final Texts texts = Texts.of("filing");
    private final Label title = new Label();
    private final Label now = Blocks.muted("");
    private final ProgressBar bar = new ProgressBar(-1);

    /** @param activity the work */
    public WorkingCard(Activity activity) {
        setId("working");
        title.getStyleClass().add("card-title");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.accessibleTextProperty().bind(now.textProperty());
        HBox head = new HBox(title, Blocks.spacer(), StopButton.small("stopWorking", activity));
        head.setAlignment(Pos.CENTER_LEFT);
        getChildren().setAll(new Card(Card.section(head, bar, now)));
        activity.stages().addListener((ListChangeListener<StageProgress>) change -> {
            while (change.next()) {
                change.getAddedSubList().forEach(stage -> stage.done().subscribe(_ -> show(stage)));
            }
        });
    }

    /** Shows the card under this title, or hides it. */
    public void show(boolean running, String words) {
        Blocks.show(this, running);
        title.setText(words);
        if (!running) {
            now.setText("");
            bar.setProgress(-1);
        }
    }

    private void show(StageProgress stage) {
        bar.setProgress(stage.fraction());
        String name = FileNames.of(Path.of(stage.subject()));
        String what = texts.get(stage.stage() == Stage.HASH ? "working.hash" : "working.read", name);
        now.setText(stage.fraction() < 0
                ? what
                : texts.get("working.percent", what, String.valueOf((int) (stage.fraction() * PERCENT))));
    }
}
