package org.etcdrecovery.core.contents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.etcdrecovery.core.contents.ContentSearch.Match;
import org.etcdrecovery.core.contents.ContentSearch.Scope;
import org.etcdrecovery.core.progress.Cancellation;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentSearchTest {
    private static final Path SAMPLE = Path.of("../../assets/sample/kubernetes.db");

    @TempDir
    private Path directory;

    private final List<Match> found = new ArrayList<>();

    @Test
    void findsWhatASlowSearchFinds() {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            String text = letters(random, random.nextInt(30));
            String wanted = letters(random, 1 + random.nextInt(4));
            ByteBuffer buffer = ByteBuffer.wrap(("##" + text + "##").getBytes(UTF_8));
            assertThat(SearchText.of(wanted, false).find(buffer, 2, text.length()))
                    .as("%s in %s", wanted, text)
                    .isEqualTo(text.indexOf(wanted));
            assertThat(SearchText.of(wanted.toUpperCase(java.util.Locale.ROOT), true)
                    .find(buffer, 2, text.length())).isEqualTo(text.indexOf(wanted));
        }
    }

    private static String letters(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) ('a' + random.nextInt(2)));
        }
        return text.toString();
    }

    @Test
    void onlyLivingKeysUnlessHistoryIsWanted() throws IOException {
        EtcdFile file = new EtcdFile().put("/old", "needle 1")
                .put("/gone", "needle 2")
                .put("/old", "other")
                .delete("/gone")
                .put("/needle", "x needle 3 y");

        ContentSearch.Result living = search(file, "needle", Scope.LAST_REVISION, false);

        assertThat(found).extracting(match -> match.key().text() + " " + match.part() + " " + match.at())
                .containsExactly("/needle KEY 1", "/needle VALUE 2");
        assertThat(new String(found.getLast().excerpt(), UTF_8)).isEqualTo("x needle 3 y");
        assertThat(found.getLast().inExcerpt()).isEqualTo(2);
        assertThat(living).isEqualTo(new ContentSearch.Result(2, 2, 0, List.of()));
        search(file, "needle", Scope.HISTORY, false);
        assertThat(found).extracting(match -> match.key().text() + " " + match.key().modRevision())
                .containsExactly("/old 2", "/gone 3", "/needle 6", "/needle 6");
    }

    @Test
    void secretsAreLeftOutAndCounted() throws IOException {
        EtcdFile file = new EtcdFile().put("/registry/secrets/ns/name", "hunter2").put("/plain", "hunter2");

        ContentSearch.Result result = search(file, "hunter2", Scope.LAST_REVISION, false);

        assertThat(found).extracting(match -> match.key().text()).containsExactly("/plain");
        assertThat(result.secrets()).isEqualTo(1);
        result = search(file, "hunter2", Scope.LAST_REVISION, true);
        assertThat(found).hasSize(2);
        assertThat(result.secrets()).isZero();
    }

    /** A count that depends on the text would tell, by one search after another, what a secret holds. */
    @Test
    void howManySecretsAreLeftOutDoesNotTellWhatTheyHold() throws IOException {
        String token = "{\"apiVersion\":\"oauth.openshift.io/v1\",\"kind\":\"OAuthAccessToken\",\"metadata\":{},"
                + "\"userName\":\"hunter2\"}";
        EtcdFile file = new EtcdFile().put("/openshift.io/oauth/accesstokens/a", token)
                .put("/openshift.io/routes/b", "{\"metadata\":{},\"kind\":\"Route\",\"spec\":{\"key\":\"hunter2\"},"
                        + "\"apiVersion\":\"route.openshift.io/v1\"}")
                // The type of this one can be read, the rest cannot.
                .put("/x/c", "k8s\0\012\014\012\002v1\022\006Secret\022\007hunter2")
                .put("/registry/secrets/d", "hunter2")
                .put("/plain", "{\"kind\":\"hunter2\"}");

        for (Scope scope : Scope.values()) {
            assertThat(search(file, "hunter2", scope, false).secrets()).isEqualTo(4);
            assertThat(found).extracting(match -> match.key().text()).containsExactly("/plain");
            assertThat(search(file, "hunter3", scope, false).secrets()).isEqualTo(4);
        }
    }

    @Test
    void noValueOfASecretOfTheSampleIsFound() throws IOException {
        SnapshotName name = SnapshotName.of(SAMPLE);
        ContentSearch search = new ContentSearch(SearchText.of("s0", false), Scope.HISTORY, false);

        ContentSearch.Result result = search.run(SnapshotOpener.plain(), name, found::add, Progress.NONE);

        assertThat(result.secrets()).isPositive();
        assertThat(found).filteredOn(match -> match.key().text().contains("/secrets/"))
                .allSatisfy(match -> assertThat(match.part()).isEqualTo(ContentSearch.Part.KEY));
    }

    @Test
    void aSearchStopsWhenItIsCancelled() throws IOException {
        Path file = EtcdFile.usual().writeTo(directory);
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();

        assertThatThrownBy(() -> new ContentSearch(SearchText.of("value", false), Scope.HISTORY, false)
                .run(SnapshotOpener.plain(), SnapshotName.of(file), found::add, cancellation.guard(Progress.NONE)))
                .isInstanceOf(CancellationException.class);
        assertThat(found).isEmpty();
    }

    @Test
    void hexadecimalIsBytes() throws IOException {
        search(new EtcdFile().put("/a", "\0\u0001binary"), SearchText.ofHex("00 01:62"), Scope.LAST_REVISION, false);

        assertThat(found).singleElement().satisfies(match -> assertThat(match.at()).isZero());
        assertThatThrownBy(() -> SearchText.ofHex("0")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SearchText.ofHex("")).isInstanceOf(IllegalArgumentException.class);
    }

    private ContentSearch.Result search(EtcdFile file, String text, Scope scope, boolean secrets)
            throws IOException {
        return search(file, SearchText.of(text, false), scope, secrets);
    }

    private ContentSearch.Result search(EtcdFile file, SearchText text, Scope scope, boolean secrets)
            throws IOException {
        found.clear();
        return new ContentSearch(text, scope, secrets).run(SnapshotOpener.plain(),
                SnapshotName.of(file.writeTo(directory)), found::add, Progress.NONE);
    }
}
