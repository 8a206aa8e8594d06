package org.etcdrecovery.console.step.snapshot;

import java.time.Duration;
import java.time.Instant;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.collections.ListChangeListener;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.StageProgress;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.Icons;
import org.etcdrecovery.console.widget.ProgressLine;
import org.etcdrecovery.console.widget.StopButton;
import org.etcdrecovery.console.widget.Tone;

/** A running save: its progress, and whether data still arrives. */
final class SavingCard extends VBox {
    /** Shorter pauses are normal on a network. */
    private static final Duration JUST_NOW = Duration.ofSeconds(2);

    private final Texts texts = Texts.of("snapshot");
    private final SnapshotViewModel model;
    private final Label title = new Label();
    private final ProgressLine progress = new ProgressLine(true);
    private final Label connection = new Label();
    private final Label then = Blocks.muted("");
    private final HBox connectionRow;
    private final Timeline clock = new Timeline(new KeyFrame(javafx.util.Duration.seconds(1), _ -> tell()));
    private Instant lastNews = Instant.EPOCH;

    SavingCard(SnapshotViewModel model) {
        this.model = model;
        setId("saving");
        title.getStyleClass().add("card-title");
        Activity activity = model.outline().activity();
        HBox head = new HBox(title, Blocks.spacer(), StopButton.small("stop", activity));
        head.setAlignment(Pos.CENTER_LEFT);
        connectionRow = row("connection", Icons.of(Tone.ACCENT), connection);
        VBox rows = new VBox(8, connectionRow,
                row("digest", Icons.of(Tone.ACCENT), new Label(texts.get("saving.digest.text"))),
                row("then", then));
        VBox.setMargin(rows, new Insets(6, 0, 0, 0));
        getChildren().setAll(new Card(Card.section(head, progress, rows)));
        clock.setCycleCount(Animation.INDEFINITE);
        activity.running().subscribe(this::show);
        activity.stages().addListener((ListChangeListener<StageProgress>) change -> {
            while (change.next()) {
                change.getAddedSubList().forEach(this::follow);
            }
        });
    }

    private HBox row(String key, Node... words) {
        Label name = Blocks.muted(texts.get("saving." + key));
        name.setMinWidth(76);
        HBox row = new HBox(8, name);
        row.getChildren().addAll(words);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private void show(boolean running) {
        Blocks.show(this, running);
        if (running) {
            title.setText(texts.get("saving.title", model.selected().get().map(MemberChoice::label).orElse("")));
            progress.clear();
            then.setText(texts.get(model.store().isMeant() ? "saving.then.store" : "saving.then.text"));
            connection.setText(texts.get("saving.connecting"));
            clock.playFromStart();
        } else {
            clock.stop();
        }
    }

    private void follow(StageProgress stage) {
        progress.follow(stage);
        connectionRow.getChildren().set(1, Icons.of(Tone.SUCCESS));
        stage.done().subscribe(_ -> {
            lastNews = Instant.now();
            tell();
        });
    }

    private void tell() {
        if (model.outline().activity().stages().isEmpty()) {
            return;
        }
        Duration silence = Duration.between(lastNews, Instant.now());
        connection.setText(silence.compareTo(JUST_NOW) < 0
                ? texts.get("saving.streaming")
                : texts.get("saving.silent", Quantities.span(silence)));
    }
}
