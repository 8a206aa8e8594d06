package org.etcdrecovery.core.rescue;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.UnreadableAsZeros;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;
import org.etcdrecovery.core.wal.WalExamination;
import org.etcdrecovery.core.wal.WalExaminationVisitor;
import org.etcdrecovery.core.wal.WalExaminer;
import org.etcdrecovery.core.wal.WalPosition;
import org.etcdrecovery.core.wal.WalVerdict;

/**
 * The open segments of a log. The copy of a segment has the name of that segment. What the disk cannot read is zeros, which
 * the CRCs of the log tell from records.
 */
public final class OpenLog implements Closeable {
    private final List<ByteSource> files = new ArrayList<>();
    private final List<ByteSource> segments = new ArrayList<>();
    private final List<UnreadableAsZeros> readable = new ArrayList<>();

    OpenLog() {}

    /**
     * Opens a log.
     *
     * @param files its segments in order, at least one
     * @throws IOException if one cannot be opened; none is open then
     */
    public static OpenLog open(List<Path> files) throws IOException {
        OpenLog log = new OpenLog();
        try {
            for (Path path : files) {
                log.add(ByteSource.open(path), LogSegments.segmentName(path));
            }
            return log;
        } catch (IOException | RuntimeException e) {
            log.close();
            throw e;
        }
    }

    /**
     * Adds the next segment.
     *
     * @param name the name of the segment
     */
    void add(ByteSource file, String name) {
        files.add(file);
        UnreadableAsZeros zeros = new UnreadableAsZeros(file);
        readable.add(zeros);
        segments.add(zeros.named(name));
    }

    /** The segments in order, until this is closed. */
    public List<ByteSource> segments() {
        return segments;
    }

    /** Where the disk could not read so far: a file, and the offsets of sectors in it. */
    public List<Unreadable> unreadable() {
        return readable.stream()
                .filter(file -> !file.unreadable().isEmpty())
                .map(file -> new Unreadable(file.name(), file.unreadable()))
                .toList();
    }

    /**
     * Where the disk could not read.
     *
     * @param file    the file
     * @param sectors the offsets of the sectors, each of {@link UnreadableAsZeros#SECTOR} bytes
     */
    public record Unreadable(String file, List<Long> sectors) {
        /** Copies the list. */
        public Unreadable {
            sectors = List.copyOf(sectors);
        }
    }

    /**
     * Reads all records.
     *
     * @param subject what the progress names
     * @param covered the index up to which entries may be missing
     * @throws IOException                                if a segment cannot be read, or if the visitor throws one
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public WalExamination examine(Path subject, long covered, WalExaminationVisitor visitor, Progress progress)
            throws IOException {
        long total = segments.stream().mapToLong(ByteSource::size).sum();
        try (Work work = progress.begin(Stage.CHECK, subject.toString(), total)) {
            WalExamination found = WalExaminer.examine(segments, covered, visitor, work);
            return hidesEnd(found.verdict())
                    ? new WalExamination(new WalVerdict.Unreadable(found.verdict().position()), found.flaws())
                    : found;
        }
    }

    /** Whether the verdict is about zeros that are not in the file: the disk could not read what is there. */
    private boolean hidesEnd(WalVerdict verdict) {
        WalPosition end = verdict.position();
        return verdict.behind().records() == 0 && segments.getLast().name().equals(end.file())
                && readable.getLast()
                        .unreadable()
                        .stream()
                        .anyMatch(at -> at + UnreadableAsZeros.SECTOR > end.offset());
    }

    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (ByteSource file : files) {
            try {
                file.close();
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
