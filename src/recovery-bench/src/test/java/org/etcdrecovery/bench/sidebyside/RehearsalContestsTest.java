package org.etcdrecovery.bench.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RehearsalContestsTest {
    private static final Path SCRATCH = Path.of("scratch");

    @Test
    void theMeasureIsTheSumOfAllParts() {
        Contest contest = contests(Corpora.Size.LARGE).getFirst();

        assertThat(contest.goal().ratio()).hasValue(1.3);
        assertThat(contest.ours().commands(SCRATCH)).singleElement()
                .satisfies(command -> assertThat(command).containsSequence("rehearse", "file.db"));
        assertThat(contest.theirs().commands(SCRATCH)).singleElement()
                .satisfies(command -> assertThat(command.get(2))
                        .contains("restore", "endpoint health", "endpoint hashkv",
                                "snapshot save")
                        .containsSubsequence("hashkv \"$file\"", "hashkv saved.db"));
    }

    @Test
    void smallFilesAreNotRehearsed() {
        assertThat(contests(Corpora.Size.MEDIUM)).singleElement()
                .satisfies(contest -> assertThat(contest.goal().ratio()).isEmpty());
        assertThat(contests(Corpora.Size.SMALL)).isEmpty();
    }

    private static List<Contest> contests(Corpora.Size size) {
        return new RehearsalContests(new Tools(Path.of("etcdutl"), Path.of("ours")))
                .on(new Corpora.Entry(Path.of("file.db"), size, 1));
    }
}
