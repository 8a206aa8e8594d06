package org.etcdrecovery.core.rescue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
     * Assesses several directories. From one that cannot be assessed nothing can be made, and its finding says why.
     *
     * @throws java.util.concurrent.CancellationException if {@code progress} is cancelled
     */
    public static List<MemberDirectory> assess(List<Path> paths, Progress progress) {
        List<MemberDirectory> directories = new ArrayList<>();
        for (Path path : paths) {
            try {
                directories.add(assess(path, progress));
            } catch (IOException e) {
                directories.add(unreadable(path.toAbsolutePath().normalize(), e));
            }
        }
        return directories;
    }

    private static MemberDirectory unreadable(Path path, IOException problem) {
        DirectoryLayout layout = DirectoryLayout.ofMissing(path);
        return MemberDirectory.empty(layout.dataDir(), layout.database(), layout.walDir())
                .findings(List.of(RescueTexts.notAssessed(path, problem)))
                .build();
    }

    /**
     * Assesses the data directory of a member that ran with {@code --wal-dir}.
     *
     * @param walDir the directory of its write-ahead log
     * @throws NotADataDirectoryException if that is not a directory
     */
    public static MemberDirectory assess(Path path, Path walDir, Progress progress) throws IOException {
        return new Assessment(DirectoryLayout.of(path).withWalDir(walDir), progress).run();
    }
}
