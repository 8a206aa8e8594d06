package org.etcdrecovery.console.explorer.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.console.explorer.search.SearchViewModel.Outcome;
import org.etcdrecovery.console.explorer.search.ValueQuery.Way;
import org.etcdrecovery.console.run.HeldTaskRunner;
import org.etcdrecovery.core.contents.ContentSearch;
import org.etcdrecovery.core.contents.ContentSearch.Match;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.etcdrecovery.core.snapshot.Inspector;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchViewModelTest {
    private static final EtcdFile FILE = new EtcdFile().put("/a", "first needle")
            .put("/needle", "nothing")
            .put("/b", "a NEEDLE")
            .put("/registry/secrets/default/token", "needle")
            .put("/a", "changed")
            .put("/c", "one needle, two needle");

    @TempDir
    Path directory;

    private final HeldTaskRunner runner = new HeldTaskRunner();
    private final SearchViewModel model = new SearchViewModel(runner, SnapshotOpener.plain());

    private void open(EtcdFile file) throws IOException {
        model.open(Optional.of(Inspector.inspect(file.writeTo(directory), Progress.NONE, _ -> {})));
    }

    private List<String> search(String text, Way way) {
        model.text().set(text);
        model.way().set(way);
        model.search();
        while (runner.isHolding()) {
            runner.release();
        }
        return model.matches().stream().map(one -> one.key().text() + "@" + one.key().modRevision()).toList();
    }

    @Test
    void findsValuesAndNotKeysAndCountsSecretsItDidNotLookInto() throws IOException {
        open(FILE);

        assertThat(search("needle", Way.TEXT)).containsExactly("/c@7");
        assertThat(outcome().ended().map(ContentSearch.Result::secrets)).hasValue(1L);
        assertThat(outcome().found()).isEqualTo(1);
        assertThat(search("needle", Way.ANY_CASE)).containsExactly("/b@4", "/c@7");
        assertThat(search("6e 65:65", Way.HEX)).containsExactly("/c@7");
    }

    @Test
    void findsEarlierValuesOnRequest() throws IOException {
        open(FILE);
        model.history().set(true);

        assertThat(search("needle", Way.TEXT)).containsExactly("/a@2", "/c@7");
    }

    @Test
    void searchesSecretsWhenTheOperatorAsksForIt() throws IOException {
        open(FILE);
        search("needle", Way.TEXT);

        model.text().set("typed meanwhile");
        model.searchSecrets();
        runner.release();

        assertThat(model.matches()).extracting(one -> one.key().text())
                .containsExactly("/registry/secrets/default/token", "/c");
        assertThat(outcome().ended().map(ContentSearch.Result::secrets)).hasValue(0L);
    }

    @Test
    void searchesForNothingThatIsNotWhatTheWayTakes() throws IOException {
        open(FILE);
        search("needle", Way.TEXT);

        for (String text : List.of("abc", "zz", " ")) {
            assertThat(search(text, Way.HEX)).as(text).isEmpty();
            assertThat(model.outcome().get()).isEmpty();
        }
        assertThat(model.isWrong()).as("blank").isFalse();
        model.text().set("0a f");
        assertThat(model.isWrong()).isTrue();
    }

    @Test
    void aStoppedSearchSaysThatItDidNotEnd() throws IOException {
        open(FILE);
        model.text().set("needle");
        model.search();
        model.stop();
        runner.release();

        assertThat(model.activity().isRunning()).isFalse();
        assertThat(outcome().ended()).isEmpty();
        assertThat(model.failed().get()).isEmpty();
    }

    @Test
    void aSearchThatWasReplacedShowsNothing() throws IOException {
        open(FILE);
        model.text().set("changed");
        model.search();

        assertThat(search("needle", Way.TEXT)).containsExactly("/c@7");
    }

    @Test
    void listsTheFirstAndCountsAll() throws IOException {
        EtcdFile file = new EtcdFile();
        for (int i = 0; i < Batches.MOST_LISTED + 7; i++) {
            file.put("/k/" + i, "needle");
        }
        open(file);

        assertThat(search("needle", Way.TEXT)).hasSize(Batches.MOST_LISTED);
        assertThat(outcome().found()).isEqualTo(Batches.MOST_LISTED + 7);
    }

    @Test
    void closingTheFileForgetsWhatWasFound() throws IOException {
        open(FILE);
        search("needle", Way.TEXT);
        model.open(Optional.empty());

        assertThat(model.matches()).extracting(Match::key).isEmpty();
        assertThat(model.outcome().get()).isEmpty();
    }

    private Outcome outcome() {
        return model.outcome().get().orElseThrow();
    }
}
