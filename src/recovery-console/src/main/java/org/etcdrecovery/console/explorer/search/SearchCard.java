package org.etcdrecovery.console.explorer.search;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.explorer.search.SearchViewModel.Outcome;
import org.etcdrecovery.console.explorer.table.DataTable;
import org.etcdrecovery.console.explorer.table.TableExport;
import org.etcdrecovery.console.finding.FailureNotice;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.ReadingProgress;
import org.etcdrecovery.core.contents.ContentSearch.Match;
import org.etcdrecovery.core.keyspace.GoQuote;

/** The values that a search found. */
public final class SearchCard extends VBox {
    private static final int CONTEXT = 8;

    private final Texts texts = Texts.of("explorer");
    private final SearchViewModel model;
    private final DataTable<Match> table;
    private final Label said = Blocks.muted("");
    private final Label left = Blocks.muted("");
    private final Button secrets = new Button(texts.get("search.secrets"));

    /**
     * @param model  the search
     * @param tables writes tables to files
     * @param show   shows the key of a match among the others
     */
    public SearchCard(SearchViewModel model, TableExport tables, Consumer<Match> show) {
        super(8);
        this.model = model;
        setMinWidth(0);
        setMinHeight(0);
        said.setId("searchSaid");
        left.setId("searchLeft");
        left.setMinWidth(0);
        secrets.setId("searchSecrets");
        secrets.getStyleClass().addAll("flat", "small");
        secrets.setMinWidth(USE_PREF_SIZE);
        secrets.setOnAction(_ -> model.searchSecrets());
        HBox line = new HBox(10, said, left, secrets, new ReadingProgress("searching", model.activity()));
        line.setAlignment(Pos.CENTER_LEFT);
        line.setMinHeight(26);
        FailureNotice failure = new FailureNotice();
        model.failed()
                .subscribe(failed -> failed.ifPresentOrElse(why -> failure.show(texts.get("failed"), why),
                        failure::clear));
        table = new DataTable<Match>("matches", texts.get("search.none"), model.matches())
                .mono("tree.key", one -> one.key().text())
                .figure("history.revision", one -> one.key().modRevision())
                .figure("search.at", Match::at)
                .mono("search.excerpt", SearchCard::excerpt)
                .exportedBy(tables);
        table.whenOpened(texts.get("search.show"), show, _ -> true);
        table.narrow();
        VBox.setVgrow(table, Priority.ALWAYS);
        getChildren().setAll(line, failure, table);
        model.outcome().subscribe(_ -> say());
        model.activity().running().subscribe(_ -> say());
        model.text().subscribe(_ -> fade());
        model.way().subscribe(_ -> fade());
    }

    /** Calls back with the match that is selected, or with none. */
    public void onChosen(Consumer<Optional<Match>> chosen) {
        table.table()
                .getSelectionModel()
                .selectedItemProperty()
                .subscribe(match -> chosen.accept(Optional.ofNullable(match)));
    }

    /** The match that is selected. */
    public Optional<Match> chosen() {
        return Optional.ofNullable(table.table().getSelectionModel().getSelectedItem());
    }

    /** What was found belongs to what was typed then. */
    private void fade() {
        Blocks.fade(model.outcome()
                .get()
                .map(Outcome::query)
                .filter(last -> !last.text().equals(model.text().get()) || last.way() != model.way().get())
                .isPresent(), said, left, table);
    }

    private void say() {
        fade();
        Optional<Outcome> now = model.outcome().get();
        boolean running = model.activity().isRunning();
        said.setText(now.map(one -> words(one, running)).orElse(texts.get("search.hint")));
        table.sayNone(now.map(one -> none(one, running)).orElse(""));
        long secret = now.flatMap(Outcome::ended).map(one -> one.secrets()).orElse(0L);
        left.setText(texts.get("search.left", Quantities.number(secret), secret));
        Blocks.show(left, secret > 0);
        Blocks.show(secrets, secret > 0);
        Blocks.show(table, now.isPresent());
    }

    private String words(Outcome now, boolean running) {
        String found = Quantities.number(now.found());
        String state = running ? "running" : now.ended().isPresent() ? "ended" : "stopped";
        String count = texts.get("search." + state, found, now.found());
        return now.found() > model.matches().size()
                ? count + " " + texts.get("search.first", Quantities.number(model.matches().size()))
                : count;
    }

    /** The bytes that were found and a few before them: a narrow column shows the beginning. */
    private static String excerpt(Match match) {
        byte[] bytes = match.excerpt();
        int from = Math.max(0, match.inExcerpt() - CONTEXT);
        return (match.at() > CONTEXT ? "…" : "") + GoQuote.escape(Arrays.copyOfRange(bytes, from, bytes.length));
    }

    private String none(Outcome now, boolean running) {
        if (running) {
            return "";
        }
        return now.ended()
                .map(result -> texts.get(result.unreadable().isEmpty() && result.secrets() == 0
                        ? "search.none"
                        : "search.none.searched"))
                .orElse(texts.get("search.none.stopped"));
    }
}
