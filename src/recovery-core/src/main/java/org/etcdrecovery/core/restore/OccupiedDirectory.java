package org.etcdrecovery.core.restore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.files.Directories;
import org.etcdrecovery.core.files.ProcessLock;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.wal.SegmentName;
import org.etcdrecovery.core.wal.WalReader;
import org.etcdrecovery.core.wal.WalRecord;
import org.etcdrecovery.core.wal.WalSummary;

/** Examines a data or WAL directory that is not empty. A member may be running on it, so it is only read. */
public final class OccupiedDirectory {
    private OccupiedDirectory() {}

    /** The lock of the server that runs on a directory: a server locks its database and its WAL segments. */
    public static Optional<ProcessLock> server(Path directory) throws IOException {
        List<Path> candidates = new ArrayList<>(List.of(directory.resolve("member/snap/db")));
        for (Path log : logs(directory)) {
            candidates.addAll(segments(log));
        }
        return candidates.stream()
                .filter(Files::exists)
                .map(ProcessLock::on)
                .filter(lock -> lock.state() == ProcessLock.State.HELD)
                .findFirst();
    }

    /** The log in a data or WAL directory. */
    static Optional<Path> log(Path directory) {
        try {
            for (Path log : logs(directory)) {
                if (!segments(log).isEmpty()) {
                    return Optional.of(log);
                }
            }
        } catch (IOException e) {
            // An unreadable directory shows nothing.
        }
        return Optional.empty();
    }

    /** The member that wrote a log, from the head of its first segment; empty if that is unreadable. */
    static Optional<WalRecord.Metadata> owner(Path log) {
        WalSummary summary = new WalSummary();
        try (ByteSource segment = ByteSource.open(segments(log).getFirst())) {
            WalReader.read(List.of(segment), summary, Progress.NONE.begin(Stage.READ_BACK, "", segment.size()));
        } catch (IOException e) {
            // The head may still be intact.
        }
        return summary.metadata();
    }

    private static List<Path> logs(Path directory) {
        return Stream.of(directory, directory.resolve("member/wal")).filter(Files::isDirectory).toList();
    }

    private static List<Path> segments(Path log) throws IOException {
        return Directories.list(log).stream().filter(OccupiedDirectory::isSegment).sorted().toList();
    }

    /** Other programs use {@code .wal} too, but not with names in etcd's form. */
    static boolean isSegment(Path file) {
        return SegmentName.parse(file.getFileName().toString()).isPresent();
    }
}
