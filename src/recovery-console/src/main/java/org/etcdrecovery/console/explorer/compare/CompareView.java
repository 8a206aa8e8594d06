package org.etcdrecovery.console.explorer.compare;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.explorer.compare.CompareViewModel.Compared;
import org.etcdrecovery.console.explorer.compare.ComparedFile.Read;
import org.etcdrecovery.console.explorer.table.DataTable;
import org.etcdrecovery.console.explorer.table.ExportNotice;
import org.etcdrecovery.console.finding.FailureNotice;
import org.etcdrecovery.console.text.FileNames;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.CutText;
import org.etcdrecovery.console.widget.Icons;
import org.etcdrecovery.console.widget.ReadingProgress;
import org.etcdrecovery.console.widget.StatStrip;
import org.etcdrecovery.console.widget.StatStrip.Stat;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.contents.compare.Change.Kind;
import org.etcdrecovery.core.contents.compare.SubtreeChanges;
import org.etcdrecovery.core.contents.compare.Summary;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.text.Shown;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/** The page "What would be lost?": two files, the figures, the subtrees, the keys, both values. */
public final class CompareView extends VBox {
    private static final double TABLE = 350;

    private final Texts texts = Texts.of("explorer");
    private final CompareViewModel model;
    private final StatStrip stats = new StatStrip();
    private final ObservableList<SubtreeChanges> subtrees = FXCollections.observableArrayList();
    private final DataTable<SubtreeChanges> table;
    /** How many bytes all subtrees begin with, which their rows do not repeat. */
    private int common;
    private final VBox notes = new VBox(6);
    private final Hyperlink chooseFirst = new Hyperlink(texts.get("compare.choose"));
    private final Hyperlink chooseSecond = new Hyperlink(texts.get("compare.choose"));

    /**
     * @param model the model
     * @param leave goes back to where the page was opened
     */
    public CompareView(CompareViewModel model, Runnable leave) {
        this.model = model;
        setId("compare");
        getStyleClass().add("explorer");
        stats.setId("compareStats");
        stats.setMinHeight(USE_PREF_SIZE);
        table = new DataTable<SubtreeChanges>("subtrees", texts.get("compare.none"), subtrees)
                .mono("compare.subtree", one -> ChangeCell.path(ChangeCell.rest(one.prefix(), common)))
                .figure("compare.missing", one -> one.summary().missing())
                .figure("compare.older", one -> one.summary().older())
                .figure("compare.back", one -> one.summary().back())
                .exportedBy(model.tables());
        table.narrow();
        table.setPrefWidth(TABLE);
        table.setMinWidth(TABLE - 40);
        table.table()
                .getSelectionModel()
                .selectedItemProperty()
                .subscribe(chosen -> model.subtree().set(Optional.ofNullable(chosen)));
        ChangesCard changes = new ChangesCard(model);
        HBox.setHgrow(changes, Priority.ALWAYS);
        HBox both = new HBox(14, table, changes);
        both.setMinHeight(0);
        VBox.setVgrow(both, Priority.ALWAYS);
        FailureNotice failure = new FailureNotice();
        model.failed()
                .subscribe(failed -> failed.ifPresentOrElse(why -> failure.show(texts.get("compare.failed"), why),
                        failure::clear));
        getChildren().setAll(head(leave), files(), failure, notes, new ExportNotice(model.tables()), stats, both);
        notes.setId("compareDamage");
        model.compared().subscribe(now -> {
            notes.getChildren().setAll(now.stream().flatMap(this::damage).toList());
            Blocks.show(notes, !notes.getChildren().isEmpty());
            Blocks.show(stats, now.isPresent());
            both.setVisible(now.isPresent());
            now.ifPresent(this::show);
            if (now.isPresent() && chooseFirst.isFocused()) {
                table.table().requestFocus();
            }
        });
    }

    private Node head(Runnable leave) {
        Button back = new Button(texts.get("back"), Icons.of(MaterialDesignC.CHEVRON_LEFT));
        back.setId("compareBack");
        back.getStyleClass().addAll("flat", "small", "back-button");
        back.setMinWidth(USE_PREF_SIZE);
        back.setOnAction(_ -> leave.run());
        HBox.setMargin(back, new Insets(0, 0, 0, -10));
        Label title = new Label(texts.get("compare.title"));
        title.setId("pageTitle");
        title.getStyleClass().add("page-title");
        Button swap = new Button(texts.get("compare.swap"), Icons.of(MaterialDesignS.SWAP_HORIZONTAL));
        swap.setId("compareSwap");
        swap.getStyleClass().add("small");
        swap.setOnAction(_ -> model.swap());
        Button export = new Button(texts.get("export"), Icons.of(MaterialDesignD.DOWNLOAD));
        export.setId("compareExport");
        export.getStyleClass().add("small");
        export.setOnAction(_ -> model.export());
        HBox head = new HBox(9, back, title, new ReadingProgress("compareReading", model.activity()), Blocks.spacer(),
                swap, export);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("explorer-head");
        return head;
    }

    private Node files() {
        HBox files = new HBox(file("compare.from", "compareFirst", chooseFirst, model::chooseFirst, Compared::first),
                file("compare.with", "compareSecond", chooseSecond, model::chooseSecond, Compared::second));
        files.getStyleClass().addAll("card-block", "stat-strip");
        files.setMinHeight(USE_PREF_SIZE);
        return files;
    }

    private Node file(String what, String id, Hyperlink other, Runnable choose, Function<Compared, Read> side) {
        Label name = CutText.middle(Blocks.strong(""));
        name.setId(id);
        Label facts = Blocks.muted("");
        facts.setMinWidth(USE_PREF_SIZE);
        other.setId(id + "Choose");
        other.setMinWidth(USE_PREF_SIZE);
        other.setOnAction(_ -> choose.run());
        HBox line = new HBox(6, name, facts, Blocks.spacer(), other);
        line.setAlignment(Pos.BASELINE_LEFT);
        Label caption = Blocks.caption(texts.get(what));
        caption.setWrapText(false);
        VBox box = new VBox(4, caption, line);
        box.getStyleClass().add("stat");
        box.setPrefWidth(0);
        box.setMinWidth(0);
        HBox.setHgrow(box, Priority.ALWAYS);
        var file = id.equals("compareFirst") ? model.first() : model.second();
        file.subscribe(now -> {
            name.setText(Shown.text(FileNames.of(now.name().file(), now.name().entry())));
            facts.setText("");
        });
        model.compared()
                .subscribe(now -> now.map(side)
                        .ifPresent(read -> facts.setText(texts.get("compare.facts",
                                Quantities.number(read.index().lastRevision()), model.written(read)))));
        return box;
    }

    /** What cannot be read looks as if it did not exist, or not yet. */
    private Stream<Node> damage(Compared now) {
        Stream<String> unreadable = Stream.of(now.first(), now.second())
                .filter(CompareView::isDamaged)
                .map(read -> texts.get("compare.damaged",
                        Shown.text(FileNames.of(read.name().file(), read.name().entry())),
                        String.join(" ", read.index().unreadable())));
        Stream<String> contradicting = Stream.of(now.whole().contradicting())
                .filter(keys -> !keys.isEmpty())
                .map(keys -> texts.get("compare.contradicting", keys.size(),
                        Shown.text(GoQuote.escape(keys.getFirst().key()))));
        return Stream.concat(unreadable, contradicting).map(words -> Blocks.plainNote(Tone.WARNING, words));
    }

    private void show(Compared now) {
        Summary summary = now.summary();
        var columns = table.table().getColumns();
        boolean goesBack = now.whole().goesBack();
        String older = Kind.OLDER.word(goesBack);
        String back = Kind.BACK.word(goesBack);
        long behind = now.second().index().lastRevision() - now.first().index().lastRevision();
        stats.setStats(List.of(
                stat(behind > 0 ? "behind" : "revisions", behind > 0 ? "behind" : "revisions",
                        Quantities.number(Math.abs(behind)),
                        texts.get(behind > 0 ? "compare.behind" : behind < 0 ? "compare.ahead" : "compare.level")),
                stat("missing", "missing", Quantities.number(summary.missing()),
                        texts.get(isDamaged(now.first())
                                ? "compare.missing.unreadable"
                                : isDamaged(now.second())
                                        ? "compare.missing.more"
                                        : goesBack ? "compare.missing.note" : "compare.missing.other")),
                stat("older", older, Quantities.number(summary.older()),
                        texts.get(isDamaged(now.second()) ? "compare.older.more" : "compare.older.note")),
                stat("back", back, Quantities.number(summary.back()),
                        texts.get(isDamaged(now.second())
                                ? "compare.back.unreadable"
                                : goesBack ? "compare.back.note" : "compare.back.other")),
                stat("equal", "equal", Quantities.number(summary.equal()), texts.get("compare.equal.note"))),
                Texts.of("inspect").get("stat.copy"));
        columns.get(2).setText(texts.get("compare." + older));
        columns.get(3).setText(texts.get("compare." + back));
        common = ChangeCell.commonPrefix(now.subtrees().stream().map(SubtreeChanges::prefix).toList());
        columns.getFirst()
                .setText(common == 0
                        ? texts.get("compare.subtree")
                        : texts.get("compare.below", ChangeCell.path(
                                Arrays.copyOf(now.subtrees().getFirst().prefix(), common))));
        subtrees.setAll(now.subtrees());
        if (!subtrees.isEmpty()) {
            table.table().getSelectionModel().select(0);
        }
    }

    /** Whether a key that the file lacks may only be unreadable in it. */
    private static boolean isDamaged(Read file) {
        return !file.index().unreadable().isEmpty();
    }

    private Stat stat(String id, String word, String value, String note) {
        return new Stat("lost-" + id, texts.get("compare.stat." + word), value, note, false);
    }

    /** Moves the focus to the choice of a file, until there is something to look at. */
    public void focusFirst() {
        chooseFirst.requestFocus();
    }
}
