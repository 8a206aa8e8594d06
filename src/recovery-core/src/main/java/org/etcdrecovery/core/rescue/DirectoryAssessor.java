package org.etcdrecovery.core.rescue;

import java.io.IOException;
import java.nio.file.Path;
import org.etcdrecovery.core.progress.Progress;

/** Reads the data directory of a dead member, and changes nothing in it. */
public final class DirectoryAssessor {
    private DirectoryAssessor() {}

    /**
     * Assesses a data directory. Anything missing or damaged in it becomes a finding.
     *
     * @param path the data directory, its {@code member} or {@code member/snap}, or the database in it
     * @return what it holds
     * @throws NotADataDirectoryException                 if the path names something else
     * @throws IOException                                if nothing is there or it cannot be read
     * @throws java.util.concurrent.CancellationException if {@code progress} is cancelled
     */
    public static MemberDirectory assess(Path path, Progress progress) throws IOException {
        return new Assessment(DirectoryLayout.of(path), progress).run();
    }

    /**
     * Assesses the data directory of a member that ran with {@code --wal-dir}.
     *
     * @param walDir the directory of its write-ahead log
     */
    public static MemberDirectory assess(Path path, Path walDir, Progress progress) throws IOException {
        return new Assessment(DirectoryLayout.of(path).withWalDir(walDir), progress).run();
    }
}
