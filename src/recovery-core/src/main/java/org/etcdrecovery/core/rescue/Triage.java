package org.etcdrecovery.core.rescue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.progress.Progress;

/**
 * What the data directories of one cluster say of each other.
 *
 * @param directories the directories in the order given, with what the comparison of their logs found
 * @param agreement   how their databases compare; empty if there are not two to compare
 */
public record Triage(List<MemberDirectory> directories, Optional<Agreement> agreement) {
    /** Copies the list. */
    public Triage {
        directories = List.copyOf(directories);
    }

    /** Directories that were not compared. */
    public static Triage of(List<MemberDirectory> directories) {
        return new Triage(directories, Optional.empty());
    }

    /**
     * Compares the databases and the logs.
     *
     * @throws IOException                                if a file cannot be read
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public static Triage of(List<MemberDirectory> directories, Progress progress) throws IOException {
        return new Triage(LogJoiner.join(directories, progress), MemberComparison.of(directories, progress));
    }

    /** Which of them to use. */
    public Ranking ranking() {
        return Ranker.rank(directories, agreement);
    }
}
