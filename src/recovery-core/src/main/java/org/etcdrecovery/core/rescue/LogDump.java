package org.etcdrecovery.core.rescue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.rescue.DumpedRecord.Standing;
import org.etcdrecovery.core.wal.SegmentName;
import org.etcdrecovery.core.wal.WalExamination;
import org.etcdrecovery.core.wal.WalExaminationVisitor;
import org.etcdrecovery.core.wal.WalPosition;
import org.etcdrecovery.core.wal.WalRecord;

/** Shows all records of a log, those behind damage too, and changes nothing. */
public final class LogDump {
    private LogDump() {}

    /** Receives the records in their order. */
    @FunctionalInterface
    public interface Listener {
        /** Called for each record. */
        void record(DumpedRecord record) throws IOException;
    }

    /**
     * The end of a dump.
     *
     * @param records  the number of records
     * @param entries  the number of entries among them
     * @param behind   the number of records behind damage
     * @param findings how the log ends, and what is damaged in it
     */
    public record Result(long records, long entries, long behind, List<Finding> findings) {}

    /**
     * Dumps a log.
     *
     * @param path       a data directory, a WAL directory, or one segment: then the log ends with it. It may also be the
     *                   copy of the last segment that a server made before a repair, {@code *.wal.broken}
     * @param showValues whether values are shown. Passwords never are
     * @param listener   receives the records; memory use does not grow with their number
     * @throws NotADataDirectoryException                 if there is no log
     * @throws IOException                                if it cannot be read, or if the listener throws one
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public static Result dump(Path path, boolean showValues, Listener listener, Progress progress) throws IOException {
        try (OpenLog log = OpenLog.open(segments(path))) {
            Dump dump = new Dump(new RequestWords(showValues), listener);
            WalExamination examination = log.examine(path, 0, dump, progress);
            return dump.result(examination, log.unreadable());
        }
    }

    private static List<Path> segments(Path named) throws IOException {
        Path path = named.toAbsolutePath().normalize();
        if (Files.isRegularFile(path) && isSegment(path)) {
            List<Path> files = new ArrayList<>(LogSegments.in(path.resolveSibling("")).files());
            files.removeIf(file -> file.compareTo(Path.of(LogSegments.segmentName(path))) >= 0);
            files.add(path);
            return files;
        }
        LogSegments direct = Files.isDirectory(path)
                ? LogSegments.in(path)
                : new LogSegments(List.of(), Optional.empty());
        if (!direct.files().isEmpty()) {
            return direct.files();
        }
        Path walDir = DirectoryLayout.of(path).walDir();
        List<Path> files = Files.isDirectory(walDir) ? LogSegments.in(walDir).files() : List.of();
        if (files.isEmpty()) {
            throw new NotADataDirectoryException(named, "a directory without a segment of a write-ahead log",
                    "Give the data directory, or the directory in etcd's --wal-dir.");
        }
        return files;
    }

    private static boolean isSegment(Path file) {
        Path name = Path.of(LogSegments.segmentName(file)).getFileName();
        return name != null && SegmentName.parse(name.toString()).isPresent();
    }

    /** Passes the records on and counts them. */
    private static final class Dump implements WalExaminationVisitor {
        private final RequestWords words;
        private final Listener listener;
        private long records;
        private long entries;
        private long behind;
        private long lastIndex;
        private long commit;

        Dump(RequestWords words, Listener listener) {
            this.words = words;
            this.listener = listener;
        }

        @Override
        public void record(WalRecord record, WalPosition position) throws IOException {
            if (record instanceof WalRecord.Entry entry) {
                lastIndex = entry.index();
            } else if (record instanceof WalRecord.State state) {
                commit = state.commit();
            }
            pass(record, position, Standing.SOUND);
        }

        @Override
        public void behindDamage(WalRecord record, WalPosition position, boolean proven) throws IOException {
            behind++;
            pass(record, position, proven ? Standing.BEHIND_DAMAGE : Standing.UNPROVEN);
        }

        private void pass(WalRecord record, WalPosition position, Standing standing) throws IOException {
            records++;
            entries += record instanceof WalRecord.Entry ? 1 : 0;
            listener.record(words.of(record, position, standing));
        }

        Result result(WalExamination examination, List<OpenLog.Unreadable> unreadable) {
            boolean isShort = Long.compareUnsigned(commit, lastIndex) > 0;
            List<Finding> findings = new ArrayList<>(LogTexts.of(examination.flaws(), LogUse.UNKNOWN));
            findings.addAll(LogTexts.of(examination.verdict(),
                    BehindDamage.of(examination.verdict(), lastIndex, commit), isShort, LogUse.UNKNOWN));
            unreadable.forEach(where -> findings.add(LogTexts.unreadable(where)));
            return new Result(records, entries, behind, findings);
        }
    }
}
