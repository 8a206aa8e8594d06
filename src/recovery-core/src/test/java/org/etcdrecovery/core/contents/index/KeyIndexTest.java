package org.etcdrecovery.core.contents.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.CancellationException;
import java.util.regex.Pattern;
import org.etcdrecovery.core.progress.Cancellation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyIndexTest {
    private static final Cancellation RUN = new Cancellation();

    @TempDir
    private Path directory;

    @Test
    void keysOfAnyLengthAndBytesAreKept() throws IOException {
        byte[] longKey = new byte[200_000];
        Arrays.fill(longKey, (byte) 'k');
        byte[] longer = Arrays.copyOf(longKey, longKey.length + 1);
        byte[] hugeKey = new byte[(1 << 20) + 7];
        MadeHistory made = new MadeHistory().next()
                .put(longer, 3)
                .put(longKey, 2)
                .put(hugeKey, 1)
                .put(new byte[1], 0)
                .put(new byte[2], 0)
                .put(new byte[]{-1}, 0);

        KeyIndex index = made.index(directory);

        KeyIndexAgainstMapsTest.compareKeys(made, index, new Random(1));
        assertThat(index.newest().totals(longKey)).isEqualTo(new Totals(2, 2L * longKey.length + 1 + 5));
        assertThat(index.newest().filter(KeyMatcher.containing(new byte[1]), RUN).totals().keys()).isEqualTo(4);
    }

    @Test
    void theRecordOfARevisionBumpIsNoKey() throws IOException {
        MadeHistory made = new MadeHistory().next().put("a", 1).next().put("b", 1).bump(5_000_000_000L);
        made.next().put("c", 1).next().put("a", 9);

        KeyIndex index = made.index(directory);

        assertThat(index.size()).isEqualTo(3);
        assertThat(index.records()).isEqualTo(4);
        assertThat(index.firstRevision()).isEqualTo(2);
        assertThat(index.compactRevision()).isEqualTo(5_000_000_000L);
        assertThat(index.lastRevision()).isEqualTo(5_000_000_002L);
        assertThat(index.asOf(5_000_000_000L, RUN).totals()).isEqualTo(new Totals(2, 4));
        assertThat(index.asOf(5_000_000_001L, RUN).totals()).isEqualTo(new Totals(3, 6));
        assertThat(index.history(0)).extracting(RecordRef::revision).containsExactly(2L, 5_000_000_002L);
        assertThat(index.activity(1)).containsExactly(new ActivityBin(2, 5_000_000_002L, 4, 0, 16));
    }

    @Test
    void aRevisionThatTheFileDoesNotHoldIsRefused() throws IOException {
        KeyIndex index = new MadeHistory().next().put("a", 1).next().put("a", 2).compact(3).index(directory);

        assertThatThrownBy(() -> index.asOf(2, RUN)).isInstanceOf(RevisionRangeException.class)
                .hasMessage("revision 2 is compacted; the oldest state that the file holds is that of revision 3");
        assertThatThrownBy(() -> index.asOf(4, RUN)).isInstanceOf(RevisionRangeException.class)
                .hasMessage("the file ends at revision 3, before revision 4");
        KeyIndex empty = new MadeHistory().index(directory);
        assertThat(empty.asOf(1, RUN).totals()).isEqualTo(Totals.NONE);
        assertThatThrownBy(() -> empty.asOf(0, RUN)).isInstanceOf(RevisionRangeException.class);
    }

    @Test
    void aCompactedFileMayBeginWithADeletionOrEndBelowItsCompaction() throws IOException {
        MadeHistory made = new MadeHistory().nextAt(7).delete("gone".getBytes(UTF_8)).compact(9);

        KeyIndex index = made.index(directory);

        assertThat(index.lastRevision()).isEqualTo(9);
        assertThat(index.newest().totals()).isEqualTo(Totals.NONE);
        assertThat(index.deletions(9)).containsExactly(new DeletedKey(0, 7, Optional.empty()));
    }

    @Test
    void filteringCanBeCancelled() throws IOException {
        KeyIndex index = new MadeHistory().next().put("a".repeat(40) + "b", 1).index(directory);
        Cancellation cancelled = new Cancellation();
        cancelled.cancel();

        assertThatThrownBy(() -> index.newest().filter(KeyMatcher.containing("a".getBytes(UTF_8)), cancelled))
                .isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> index.asOf(1, cancelled)).isInstanceOf(CancellationException.class);
    }

    @Test
    void anExpressionThatNeedsTooMuchStackIsRefused() throws IOException {
        KeyIndex index = new MadeHistory().next().put("ab".repeat(100_000), 1).index(directory);

        assertThatThrownBy(() -> index.newest().filter(KeyMatcher.regex(Pattern.compile("^(a|b)*$")), RUN))
                .isInstanceOf(ExpressionDepthException.class)
                .hasMessageContaining("a key of 200000 characters");
    }

    @Test
    void enoughKeysForSeveralBatches() throws IOException {
        Random random = new Random(3);
        MadeHistory made = new MadeHistory();
        for (int i = 0; i < 20_000; i++) {
            byte[] key = ("/registry/pods/ns-" + random.nextInt(9) + "/pod-" + random.nextInt(9000)).getBytes(UTF_8);
            made.next();
            if (random.nextInt(5) > 0) {
                made.put(key, 5);
            } else {
                made.delete(key);
            }
        }

        KeyIndex index = made.index(directory);

        KeyIndexAgainstMapsTest.compareKeys(made, index, random);
        SortedMap<byte[], RecordRef> living = made.at(15_000);
        KeyState state = index.asOf(15_000, RUN);
        assertThat(state.totals()).isEqualTo(KeyIndexAgainstMapsTest.totals(living, _ -> true));
        assertThat(state.children("/registry/pods/".getBytes(UTF_8))).hasSize(9)
                .extracting(Subtree::keys)
                .containsExactlyElementsOf(state.children("/registry/pods/".getBytes(UTF_8))
                        .stream()
                        .map(child -> KeyIndexAgainstMapsTest
                                .totals(living, key -> KeyIndexAgainstMapsTest.startsWith(key, child.prefix()))
                                .keys())
                        .toList());
        assertThat(index.bytesInMemory()).isLessThan(64L * index.size());
    }
}
