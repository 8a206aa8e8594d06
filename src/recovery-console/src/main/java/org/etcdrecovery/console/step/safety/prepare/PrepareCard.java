package org.etcdrecovery.console.step.safety.prepare;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.filing.Making;
import org.etcdrecovery.console.filing.NewFileField;
import org.etcdrecovery.console.filing.WorkingCard;
import org.etcdrecovery.console.finding.FailureNotice;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.Closable;
import org.etcdrecovery.console.widget.CommandBlock;
import org.etcdrecovery.console.widget.Painted;
import org.etcdrecovery.console.widget.Revealed;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.handover.PlatformRestore;

/** Offers a prepared snapshot, and shows the platform's own commands for it. */
public final class PrepareCard extends VBox {
    private static final double NAME = 76;

    private final Texts texts;
    private final PrepareModel model;
    private final Button open;
    private final Button write;
    private final RichText words = new RichText();
    private final NewFileField target;
    private final VBox asking;
    private final WorkingCard working;
    private final VBox done = new VBox(8);
    private final FailureNotice failure = new FailureNotice();

    /** A view of this model. */
    public PrepareCard(PrepareModel model, Texts texts) {
        super(10);
        this.model = model;
        this.texts = texts;
        setId("prepareCard");
        open = new Button(texts.get("prepare.open"));
        open.setId("prepare");
        open.setMinWidth(USE_PREF_SIZE);
        target = new NewFileField(model.target(), model::write);
        open.setOnAction(_ -> {
            model.open();
            Painted.then(() -> {
                target.focus();
                Revealed.show(this);
            });
        });
        write = new Button(texts.get("prepare.write"));
        write.setId("writePrepared");
        write.setOnAction(_ -> model.write());
        Button close = new Button(texts.get("prepare.close"));
        close.setId("closePrepare");
        close.setOnAction(_ -> model.escape());
        asking = new VBox(10, target, new HBox(10, write, close));
        working = new WorkingCard(model.activity());
        done.setId("prepared");
        done.setFocusTraversable(true);
        words.setId("prepareWords");
        Label title = new Label(texts.get("prepare.title"));
        title.getStyleClass().add("card-title");
        HBox head = new HBox(10, title, Blocks.spacer(), open);
        head.setAlignment(Pos.CENTER_LEFT);
        getChildren().setAll(new Card(Card.section(head, words, asking, done)), working, failure);
        Closable.mark(this, model::escape);
        model.phase().subscribe(_ -> refresh());
        model.prepared().subscribe(found -> {
            refresh();
            if (found.isPresent()) {
                Painted.then(() -> {
                    done.requestFocus();
                    Revealed.show(this);
                });
            }
        });
        model.target().file().subscribe(_ -> refresh());
        model.failed()
                .subscribe(why -> why.ifPresentOrElse(
                        failed -> failure.show(texts.get(failed.cancelled() ? "prepare.stopped" : "prepare.failed"),
                                failed),
                        failure::clear));
    }

    /** Brings it up to date with what is decided elsewhere in the step. */
    public void refresh() {
        Making phase = model.phase().get();
        String reason = model.reason();
        open.setDisable(!reason.isEmpty() || phase != Making.CLOSED);
        words.setText(reason.isEmpty()
                ? texts.get("prepare.words." + model.platform().map(Enum::name).orElse("OTHER"))
                : reason);
        write.setDisable(!reason.isEmpty() || model.target().file().get().isEmpty());
        Blocks.show(asking, phase == Making.DECIDING);
        working.show(phase.isWorking(), texts.get("prepare.writing"));
        done.getChildren().setAll(model.prepared().get().map(this::rows).orElse(List.of()));
        Blocks.show(done, model.prepared().get().isPresent() && phase == Making.CLOSED);
    }

    private List<Node> rows(Prepared prepared) {
        List<Node> rows = new ArrayList<>();
        rows.add(Blocks.plainNote(Tone.SUCCESS,
                texts.get("prepare.done", prepared.file(), Quantities.number(prepared.revision()))));
        rows.add(row(texts.get("prepare.sha256"), prepared.sha256()));
        rows.add(row(texts.get("prepare.manifest"), prepared.manifest().toString()));
        for (PlatformRestore way : model.ways(prepared.file())) {
            rows.add(command(way));
        }
        return rows;
    }

    private Node row(String name, String value) {
        Label words = Blocks.muted(name);
        words.setMinWidth(NAME);
        Label shown = Blocks.mono(value);
        shown.setWrapText(true);
        shown.setMinWidth(0);
        HBox.setHgrow(shown, Priority.ALWAYS);
        return new HBox(10, words, shown);
    }

    private Node command(PlatformRestore way) {
        var copy = CommandBlock.copyButton(() -> way.command().text());
        copy.setMinWidth(USE_PREF_SIZE);
        HBox head = new HBox(10, Blocks.strong(way.name()), Blocks.spacer(), copy);
        head.setAlignment(Pos.CENTER_LEFT);
        VBox block = new VBox(4, head, new CommandBlock(way.command().text()));
        way.command().notes().forEach(note -> block.getChildren().add(Blocks.caption(note)));
        return block;
    }
}
