package org.etcdrecovery.bench.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RescueContestsTest {
    private static final Path SCRATCH = Path.of("scratch");

    @Test
    void theMeasureIsARestoreThatReadsBack() {
        Contest contest = contests(Corpora.Size.LARGE).getFirst();

        assertThat(contest.goal().ratio()).hasValue(1.5);
        assertThat(contest.goal().anonymousMemory()).hasValue(200_000_000);
        assertThat(contest.theirs().commands(SCRATCH)).singleElement()
                .satisfies(command -> assertThat(command).contains("restore").doesNotContain("--skip-read-back"));
        assertThat(contest.ours().commands(SCRATCH)).singleElement()
                .satisfies(command -> assertThat(command).containsSequence("rescue", "snapshot", "killed", "--out"));
    }

    @Test
    void onlyLargeFilesHaveAGoalForTheTime() {
        assertThat(contests(Corpora.Size.MEDIUM)).singleElement()
                .satisfies(contest -> assertThat(contest.goal().ratio()).isEmpty());
        assertThat(contests(Corpora.Size.SMALL)).isEmpty();
    }

    private static List<Contest> contests(Corpora.Size size) {
        Tools tools = new Tools(Path.of("etcdutl"), Path.of("ours"));
        return new RescueContests(tools, new RestoreContests(tools, false), Path.of("killed"))
                .on(new Corpora.Entry(Path.of("file.db"), size, 1));
    }
}
