package org.etcdrecovery.console.step.source.directories;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.finding.ButtonNames;
import org.etcdrecovery.console.finding.ExplanationLink;
import org.etcdrecovery.console.finding.FailureNotice;
import org.etcdrecovery.console.finding.FindingsCard;
import org.etcdrecovery.console.finding.FindingsCard.Entry;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Banner;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.Card;
import org.etcdrecovery.console.widget.EmptyState;
import org.etcdrecovery.console.widget.Field;
import org.etcdrecovery.console.widget.Icons;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.rescue.Ranking;
import org.etcdrecovery.core.rescue.RankingNotice;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/** The data directories of dead members: which to use, and what only their logs hold. */
public final class DirectoriesBlock extends VBox {
    private final Texts texts = Texts.of("source");
    private final DirectoriesModel model;
    private final Banner recommendation = new Banner();
    private final DirectoriesTable table;
    private final Card tableCard;
    private final TailCard tail;
    private final ObservableValue<Boolean> rescuing;
    private final Node input;
    private final FindingsCard findings = new FindingsCard(texts.get("findings.title"));
    private final VBox notices = new VBox(10);
    private final VBox advice = new VBox(10);
    private final Node empty = new Card(new EmptyState(MaterialDesignF.FOLDER_SEARCH_OUTLINE,
            texts.get("directory.none")));

    /**
     * @param model    the directories
     * @param fetch    what fetches directories from other hosts, and the link that opens it
     * @param rescue   what is made of the chosen one
     * @param rescuing whether that takes the place of all but the table
     * @param take     uses the database of the chosen one alone
     */
    public DirectoriesBlock(DirectoriesModel model, Node fetch, Node rescue, ObservableValue<Boolean> rescuing,
            Runnable take) {
        super(14);
        this.model = model;
        this.rescuing = rescuing;
        tail = new TailCard(take);
        input = new VBox(10, input(), fetch);
        recommendation.setId("recommendation");
        findings.setId("directoryFindings");
        table = new DirectoriesTable(model);
        tableCard = new Card(table, table.legend());
        tableCard.getStyleClass().add("held");
        FailureNotice failure = new FailureNotice();
        model.failed()
                .subscribe(why -> why.ifPresentOrElse(
                        failed -> failure.show(texts.get("directory.failed"), failed), failure::clear));
        getChildren().setAll(input, failure, recommendation, notices, empty, tableCard, rescue,
                tail, findings, advice);
        model.rows().addListener((ListChangeListener<DirectoryRow>) _ -> refresh());
        model.ranking().subscribe(this::refresh);
        model.chosen().subscribe(this::refresh);
        model.activity().running().subscribe(_ -> refresh());
        rescuing.subscribe(_ -> refresh());
        rescuing.subscribe((_, still) -> {
            // What had the focus has disappeared, and the next button in line leaves the page.
            if (!still) {
                recommendation.requestFocus();
            }
        });
    }

    private Node input() {
        TextField path = new TextField();
        path.setId("directory");
        path.getStyleClass().add("mono");
        path.setPromptText(texts.get("directory.prompt"));
        path.textProperty().bindBidirectional(model.typed());
        path.setOnAction(_ -> model.addTyped());
        HBox.setHgrow(path, Priority.ALWAYS);
        Button add = button("addDirectory", new Button(texts.get("directory.add")), model::addTyped);
        add.disableProperty().bind(model.typed().map(String::isBlank));
        Button browse = button("browseDirectory", new Button(texts.get("browse")), model::browse);
        Button again = button("readAgain", new Button(texts.get("directory.again"), Icons.of(
                MaterialDesignR.REFRESH, 16)), model::readAgain);
        Button stop = button("stopReading", new Button(texts.get("connect.stop"), Icons.of(
                MaterialDesignS.STOP_CIRCLE_OUTLINE, 16)), model.activity()::cancel);
        Runnable refresh = () -> {
            Blocks.show(stop, model.reading().get());
            Blocks.show(again, !model.activity().isRunning() && !model.rows().isEmpty());
        };
        model.activity().running().subscribe(refresh);
        model.reading().subscribe(refresh);
        model.rows().addListener((ListChangeListener<DirectoryRow>) _ -> refresh.run());
        refresh.run();
        return new Field(texts.get("directory.label"), path, new HBox(8, path, add, browse, again, stop))
                .hint(texts.get("directory.hint"))
                .problem(model.problem());
    }

    private static Button button(String id, Button button, Runnable action) {
        button.setId(id);
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(_ -> action.run());
        return button;
    }

    private void refresh() {
        table.refresh();
        boolean any = !model.rows().isEmpty();
        boolean alone = !rescuing.getValue();
        tableCard.setDisable(!alone && model.activity().isRunning());
        Blocks.show(input, alone);
        Blocks.show(empty, !any);
        Blocks.show(tableCard, any);
        Optional<Ranking> ranking = model.ranking().get();
        Blocks.show(recommendation, alone && ranking.isPresent());
        ranking.map(Recommendation::of)
                .ifPresent(found -> recommendation.say(found.tone(), found.headline(), found.sentence()));
        recommendation.offer(ranking.flatMap(Ranking::refusal)
                .map(code -> new Node[]{new ExplanationLink(code.text())})
                .orElse(new Node[0]));
        tail.show(model.chosen().get().filter(_ -> alone && ranking.isPresent()));
        List<Entry> entries = ranking.stream()
                .flatMap(known -> known.members().stream())
                .flatMap(member -> member.directory()
                        .findings()
                        .stream()
                        .map(finding -> new Entry(member.name(), finding)))
                .toList();
        findings.show(entries, "");
        Blocks.show(findings, alone && !entries.isEmpty());
        notices.getChildren()
                .setAll(ranking.stream().flatMap(DirectoriesBlock::notices).toList());
        Blocks.show(notices, alone && !notices.getChildren().isEmpty());
        List<Node> notes = new ArrayList<>();
        ranking.ifPresent(found -> {
            found.advice()
                    .forEach(words -> notes
                            .add(Blocks.note(Tone.NEUTRAL, new RichText(Quantities.figures(ButtonNames.in(words))))));
            notes.add(Blocks.caption(texts.get("unchanged")));
        });
        advice.getChildren().setAll(notes);
        Blocks.show(advice, alone && !notes.isEmpty());
    }

    private static Stream<Node> notices(Ranking found) {
        return found.noticed()
                .stream()
                .map(notice -> Blocks.note(tone(notice.kind()),
                        new RichText(Quantities.figures(ButtonNames.in(notice.text())))));
    }

    private static Tone tone(RankingNotice.Kind kind) {
        return switch (kind) {
            case REASSURING -> Tone.SUCCESS;
            case NEUTRAL -> Tone.NEUTRAL;
            case WARNING -> Tone.WARNING;
        };
    }
}
