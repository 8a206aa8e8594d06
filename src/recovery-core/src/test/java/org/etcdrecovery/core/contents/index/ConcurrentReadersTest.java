package org.etcdrecovery.core.contents.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.etcdrecovery.core.progress.Cancellation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Threads that ask for several revisions at once, with filters, get what one thread gets. */
class ConcurrentReadersTest {
    private static final Cancellation RUN = new Cancellation();
    private static final byte[] ALL = {};

    @TempDir
    private Path directory;

    /** Everything that a state tells. */
    private record Answer(Totals totals, List<KeyRef> keys, List<Integer> children) {
        static Answer of(KeyIndex index, long revision) {
            try {
                KeyState state = index.asOf(revision, RUN)
                        .filter(KeyMatcher.containing(Long.toString(revision % 7).getBytes(UTF_8)), RUN);
                return new Answer(state.totals(), ExistingKeys.of(state),
                        state.children(ALL).stream().map(Subtree::rank).toList());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void getWhatOneGets() throws IOException {
        Random random = new Random(5);
        MadeHistory made = new MadeHistory();
        for (int i = 0; i < 600; i++) {
            made.next().put(random.nextInt(20) + "/" + random.nextInt(40), random.nextInt(9));
        }
        KeyIndex index = made.index(directory);
        List<Answer> expected = LongStream.rangeClosed(1, index.lastRevision())
                .mapToObj(revision -> Answer.of(index, revision))
                .toList();

        List<Answer> parallel = IntStream.range(0, expected.size())
                .parallel()
                .mapToObj(i -> Answer.of(index, i + 1))
                .toList();

        assertThat(parallel).isEqualTo(expected);
    }
}
