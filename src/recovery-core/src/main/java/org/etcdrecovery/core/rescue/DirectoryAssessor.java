package org.etcdrecovery.core.rescue;

import java.io.IOException;
import java.nio.file.Path;
import org.etcdrecovery.core.progress.Progress;

/** Reads what the data directory of a dead member holds. Nothing in it is changed. */
public final class DirectoryAssessor {
    private DirectoryAssessor() {}

    /**
     * Assesses a data directory. What is missing or damaged in it becomes a finding.
     *
     * @param path the data directory, its {@code member} or {@code member/snap}, or the database in it
     * @return what it holds
     * @throws NotADataDirectoryException                 when the path leads to something else
     * @throws IOException                                when there is nothing, or it cannot be read
     * @throws java.util.concurrent.CancellationException when the progress says so
     */
    public static MemberDirectory assess(Path path, Progress progress) throws IOException {
        return new Assessment(DirectoryLayout.of(path), progress).run();
    }

    /**
     * The same for a member that ran with {@code --wal-dir}.
     *
     * @param walDir where its write-ahead log stands
     */
    public static MemberDirectory assess(Path path, Path walDir, Progress progress) throws IOException {
        return new Assessment(DirectoryLayout.of(path).withWalDir(walDir), progress).run();
    }
}
