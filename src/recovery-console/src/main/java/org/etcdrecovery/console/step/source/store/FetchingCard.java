package org.etcdrecovery.console.step.source.store;

import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.run.StageProgress;
import org.etcdrecovery.console.text.FileNames;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.ProgressLine;
import org.etcdrecovery.core.progress.Stage;

/** A snapshot that is being fetched: how much has arrived, and a button that stops it. */
final class FetchingCard extends VBox {
    private final Texts texts = Texts.of("source");
    private final Label title = new Label();
    private final ProgressLine progress = new ProgressLine(true);

    FetchingCard(StoreModel model) {
        setId("fetching");
        title.getStyleClass().add("card-title");
        Button stop = new Button(texts.get("store.stop"));
        stop.setId("stopFetching");
        stop.getStyleClass().add("small");
        stop.setMinWidth(USE_PREF_SIZE);
        stop.setOnAction(_ -> model.activity().cancel());
        model.activity().stopping().subscribe(stop::setDisable);
        HBox head = new HBox(8, title, Blocks.spacer(), stop);
        head.setAlignment(Pos.CENTER_LEFT);
        getChildren().setAll(new Card(Card.section(head, progress, Blocks.muted(texts.get("store.fetching.text")))));
        model.activity().stages().addListener((ListChangeListener<StageProgress>) change -> {
            while (change.next()) {
                change.getAddedSubList().forEach(stage -> follow(stage, model));
            }
        });
        model.work().subscribe(work -> {
            Blocks.show(this, work == StoreWork.FETCHING);
            if (work == StoreWork.FETCHING) {
                progress.clear();
                title.setText(texts.get("store.fetching",
                        model.choice().map(SnapshotChoice::file).map(FileNames::of).orElse("")));
            }
        });
    }

    private void follow(StageProgress stage, StoreModel model) {
        if (model.work().get() == StoreWork.FETCHING && stage.stage() != Stage.STORE) {
            if (stage.stage() == Stage.UNPACK) {
                title.setText(texts.get("store.unpacking",
                        model.choice().map(SnapshotChoice::file).map(FileNames::of).orElse("")));
            }
            progress.follow(stage);
        }
    }
}
