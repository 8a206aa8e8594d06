package org.etcdrecovery.core.rescue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.files.ProcessLock;
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
        return new MemberDirectory(layout.dataDir(), layout.database(), 0, layout.walDir(), Optional.empty(),
                Optional.empty(), Optional.empty(), new ProcessLock(ProcessLock.State.UNKNOWN, 0),
                List.of(RescueTexts.notAssessed(path, problem)), Optional.empty(), List.of(), List.of(),
                List.of(), Optional.empty());
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
