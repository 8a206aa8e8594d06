package org.etcdrecovery.console.step.source.fetch;

import java.util.stream.Stream;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.finding.FailureNotice;
import org.etcdrecovery.console.step.source.fetch.FetchRow.Status;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.ButtonField;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.Field;
import org.etcdrecovery.console.widget.Pill;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.text.Shown;

/** Where stopped members have their data directories, where these go, and how far each is. */
final class FetchCard extends VBox {
    private static final double NAME = 60;
    private static final double ADDRESS = 120;
    private static final double WORD = 80;

    private final Texts texts = Texts.of("fetch");
    private final FetchModel model;
    private final Card card = Card.titled(texts.get("title"));
    private final Node form;

    /** A card for this model. */
    FetchCard(FetchModel model) {
        super(14);
        this.model = model;
        setId("fetch");
        TextField members = new TextField();
        members.setId("fetchMembers");
        members.getStyleClass().add("mono");
        members.setPromptText(texts.get("members.prompt"));
        members.textProperty().bindBidirectional(model.members());
        members.setOnAction(_ -> model.fetch());
        ButtonField into = ButtonField.path("fetchInto", texts.get("into.title"), model.into(), model::browse);
        into.setPromptText(texts.get("into.prompt"));
        into.setOnAction(_ -> model.fetch());
        Button begin = new Button(texts.get("fetch"));
        begin.setId("fetchNow");
        begin.setMinWidth(USE_PREF_SIZE);
        begin.disableProperty().bind(model.activity().running());
        begin.setOnAction(_ -> model.fetch());
        Button stop = new Button(texts.get("stop"));
        stop.setId("stopFetch");
        stop.setMinWidth(USE_PREF_SIZE);
        stop.setOnAction(_ -> model.stop());
        stop.disableProperty().bind(model.activity().stopping());
        model.running().subscribe(runs -> {
            Blocks.show(begin, !runs);
            Blocks.show(stop, runs);
        });
        HBox.setHgrow(into, Priority.ALWAYS);
        Field where = new Field(texts.get("into"), into, new HBox(8, into, begin, stop)).problem(model.intoProblem());
        FailureNotice failure = new FailureNotice();
        failure.setId("fetchFailure");
        model.failed()
                .subscribe(why -> why.ifPresentOrElse(
                        found -> failure.show(texts.get(found.cancelled() ? "stopped.title" : "failed"), found),
                        failure::clear));
        Field what = new Field(texts.get("members"), members).problem(model.problem()).hint(texts.get("members.hint"));
        TextField walDirs = new TextField();
        walDirs.setId("fetchWalDirs");
        walDirs.getStyleClass().add("mono");
        walDirs.setPromptText(texts.get("wal.prompt"));
        walDirs.textProperty().bindBidirectional(model.walDirs());
        walDirs.setOnAction(_ -> model.fetch());
        Field logs = new Field(texts.get("wal"), walDirs).problem(model.walProblem()).hint(texts.get("wal.hint"));
        members.disableProperty().bind(model.running());
        walDirs.disableProperty().bind(model.running());
        into.disableProperty().bind(model.running());
        form = Card.section(what, logs, where, new RichText(texts.get("note")));
        getChildren().setAll(card, failure);
        model.rows().addListener((ListChangeListener<FetchRow>) _ -> show());
        model.open().subscribe(shown -> Blocks.show(this, shown));
        show();
    }

    private void show() {
        card.setRows(Stream.concat(Stream.of(form), model.rows().stream().map(this::row)).toList());
    }

    private Node row(FetchRow row) {
        Label name = Blocks.strong(row.name());
        name.setMinWidth(NAME);
        Pill pill = new Pill(Tone.NEUTRAL, "");
        HBox word = new HBox(pill);
        word.setMinWidth(WORD);
        word.setAlignment(Pos.CENTER_LEFT);
        Label words = Blocks.muted("");
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        words.setMinWidth(0);
        Button accept = new Button(Texts.of("deliver").get("found.key.accept"));
        accept.setId("acceptFetchKey-" + row.name());
        accept.getStyleClass().add("small");
        accept.setMinWidth(USE_PREF_SIZE);
        accept.setOnAction(_ -> model.accept(row));
        VBox text = new VBox(6, words, accept);
        text.setMinWidth(0);
        HBox.setHgrow(text, Priority.ALWAYS);
        row.status().subscribe(now -> {
            pill.say(tone(now), texts.get("state." + now.state()));
            words.setText(Shown.text(now.key().map(key -> texts.get("key", key)).orElse(now.words())));
            Blocks.show(accept, now.key().isPresent());
        });
        Label from = Blocks.mono(row.from().address());
        from.setMinWidth(ADDRESS);
        HBox line = Card.row(name, from, word, text);
        line.setId("fetchRow-" + row.name());
        return line;
    }

    private static Tone tone(Status status) {
        return switch (status.state()) {
            case WAITING -> Tone.NEUTRAL;
            case RUNNING -> Tone.ACCENT;
            case FETCHED -> Tone.SUCCESS;
            case FAILED -> Tone.WARNING;
        };
    }
}
