package org.etcdrecovery.console.explorer.search;

import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.etcdrecovery.console.explorer.search.ValueQuery.Way;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.run.Latest;
import org.etcdrecovery.console.run.TaskRunner;
import org.etcdrecovery.core.contents.ContentSearch;
import org.etcdrecovery.core.contents.ContentSearch.Match;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/**
 * A search in the values of one file. It reads the whole file, so it starts when the operator asks for it and not while
 * they type. Values are listed as they are found.
 */
public final class SearchViewModel {
    private final SnapshotOpener opener;
    private final Latest<ContentSearch.Result> searching;
    private final StringProperty text = new SimpleStringProperty("");
    private final ObjectProperty<Way> way = new SimpleObjectProperty<>(Way.TEXT);
    private final BooleanProperty history = new SimpleBooleanProperty();
    private final ObservableList<Match> matches = FXCollections.observableArrayList();
    /** A field, because the wrapper listens to the matches weakly and would otherwise be collected. */
    private final ObservableList<Match> shownMatches = FXCollections.unmodifiableObservableList(matches);
    private final ReadOnlyObjectWrapper<Optional<Outcome>> outcome = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<Inspection> file = Optional.empty();
    private int searches;

    /**
     * What a search has found so far.
     *
     * @param query the search
     * @param found the number of values
     * @param ended what was searched; empty while it runs and if it was stopped
     */
    record Outcome(ValueQuery query, long found, Optional<ContentSearch.Result> ended) {}

    /**
     * @param runner runs the search
     * @param opener opens the file
     */
    public SearchViewModel(TaskRunner runner, SnapshotOpener opener) {
        this.opener = opener;
        searching = new Latest<>(runner, result -> outcome.get()
                .ifPresent(
                        now -> outcome.set(Optional.of(new Outcome(now.query(), now.found(), Optional.of(result))))));
    }

    /** Takes the file to search, or none. */
    public void open(Optional<Inspection> now) {
        file = now;
        clear();
    }

    private void clear() {
        searching.forget();
        searches++;
        matches.clear();
        outcome.set(Optional.empty());
    }

    /** Stops the search. What it has found stays. */
    public void stop() {
        searching.activity().cancel();
    }

    /** Searches for what was typed, but not in secrets. */
    void search() {
        search(new ValueQuery(text.get(), way.get(), history.get(), false));
    }

    /** Repeats the last search, in secrets too. */
    void searchSecrets() {
        outcome.get()
                .map(Outcome::query)
                .ifPresent(last -> search(new ValueQuery(last.text(), last.way(), last.history(), true)));
    }

    private void search(ValueQuery query) {
        clear();
        if (!query.isSearchable()) {
            return;
        }
        file.ifPresent(inspected -> {
            outcome.set(Optional.of(new Outcome(query, 0, Optional.empty())));
            int mine = searches;
            searching.read(reporter -> {
                Batches batches = new Batches((found, count) -> reporter.publish(() -> {
                    if (mine == searches) {
                        matches.addAll(found);
                        outcome.set(Optional.of(new Outcome(query, count, Optional.empty())));
                    }
                }));
                ContentSearch.Result result = query.search()
                        .run(opener, inspected, batches::add, batches.within(reporter.progress()));
                batches.flush();
                return result;
            });
        });
    }

    /** What is typed. */
    StringProperty text() {
        return text;
    }

    /** How the text is found in a value. */
    ObjectProperty<Way> way() {
        return way;
    }

    /** Whether earlier values are searched too. */
    BooleanProperty history() {
        return history;
    }

    /** Whether what is typed is something else than what the chosen way takes. */
    boolean isWrong() {
        ValueQuery typed = new ValueQuery(text.get(), way.get(), history.get(), false);
        return !typed.isEmpty() && !typed.isSearchable();
    }

    /** The first values that were found. */
    ObservableList<Match> matches() {
        return shownMatches;
    }

    /** The search that is shown; empty before the first one. */
    ReadOnlyObjectProperty<Optional<Outcome>> outcome() {
        return outcome.getReadOnlyProperty();
    }

    /** The running search. */
    Activity activity() {
        return searching.activity();
    }

    /** Why it failed; empty if it did not. */
    ReadOnlyObjectProperty<Optional<Failed>> failed() {
        return searching.failed();
    }
}
