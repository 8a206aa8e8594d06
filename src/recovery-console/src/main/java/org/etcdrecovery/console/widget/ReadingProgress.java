package org.etcdrecovery.console.widget;

import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.StageProgress;
import org.etcdrecovery.console.text.Texts;

/** Progress of a reading, with a button that stops it. Takes no space while nothing is being read. */
public final class ReadingProgress extends HBox {
    private final ProgressBar bar = new ProgressBar(-1);

    /**
     * @param id       the id of the node
     * @param activity the reading
     */
    public ReadingProgress(String id, Activity activity) {
        super(8);
        Texts texts = Texts.of("shell");
        setId(id);
        setAlignment(Pos.CENTER_LEFT);
        bar.setPrefWidth(90);
        Button stop = new Button(texts.get("stop"));
        stop.getStyleClass().addAll("small", "flat");
        stop.setOnAction(_ -> activity.cancel());
        getChildren().setAll(Blocks.muted(texts.get("reading")), bar, stop);
        activity.stages().addListener((ListChangeListener<StageProgress>) change -> {
            while (change.next()) {
                change.getAddedSubList()
                        .forEach(stage -> stage.done().subscribe(_ -> bar.setProgress(stage.fraction())));
            }
        });
        activity.running().subscribe(running -> {
            bar.setProgress(-1);
            Blocks.show(this, running);
        });
    }
}
