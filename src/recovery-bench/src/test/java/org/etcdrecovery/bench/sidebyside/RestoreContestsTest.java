package org.etcdrecovery.bench.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.etcdrecovery.bench.process.Machine;
import org.junit.jupiter.api.Test;

class RestoreContestsTest {
    private static final Corpora.Entry LARGE = new Corpora.Entry(Path.of("large.db"), Corpora.Size.LARGE, 1);
    private static final Corpora.Entry MEDIUM = new Corpora.Entry(Path.of("medium.db"), Corpora.Size.MEDIUM, 1);

    @Test
    void inMemoryTheMeasureIsEtcdutl() {
        assertThat(contests(LARGE, false)).hasSize(4)
                .allMatch(contest -> contest.goal().ratio().isPresent())
                .noneMatch(contest -> contest.title().contains("dd"));
    }

    @Test
    void onADiskTheMeasureIsWhatItCanDo() {
        List<Contest> contests = contests(LARGE, true);
        assertThat(contests).filteredOn(contest -> contest.goal().ratio().isPresent())
                .extracting(Contest::title)
                .containsExactly("restore 1, read back, against dd large", "restore 3, read back, against dd large");
        Contest three = contests.getLast();
        assertThat(three.theirs().commands(Path.of("scratch"))).hasSize(3)
                .allMatch(command -> command.containsAll(List.of("dd", "conv=fsync", "iflag=count_bytes")));
        assertThat(three.ours().commands(Path.of("scratch"))).singleElement()
                .satisfies(command -> assertThat(command).doesNotContain("--skip-read-back"));
    }

    @Test
    void onlyLargeFilesHaveGoals() {
        assertThat(contests(MEDIUM, true)).hasSize(4).allMatch(contest -> contest.goal().ratio().isEmpty());
    }

    @Test
    void aFileSystemInMemoryIsKnown() {
        assertThat(new Machine("a processor", 2, 0, "tmpfs").writesToMemory()).isTrue();
        assertThat(new Machine("a processor", 2, 0, "ext4").writesToMemory()).isFalse();
    }

    private static List<Contest> contests(Corpora.Entry corpus, boolean onDisk) {
        return new RestoreContests(new Tools(Path.of("etcdutl"), Path.of("ours")), onDisk).on(corpus);
    }
}
