package org.etcdrecovery.core.rescue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.wal.WalPosition;
import org.etcdrecovery.core.wal.WalRecord;
import org.etcdrecovery.core.wal.WalVisitor;

/**
 * A sequence of entries in the log of a member, which may be behind damage in that log.
 *
 * @param dataDir  the data directory of the member
 * @param segments the segments of the log in order
 * @param covered  the index up to which entries may be missing in it
 * @param run      which of the sequences without a gap they are in, counted from 0
 * @param first    the index of the first entry
 * @param last     the index of the last one
 */
public record LogPiece(Path dataDir, List<Path> segments, long covered, int run, long first, long last) {
    /** Copies the list. */
    public LogPiece {
        segments = List.copyOf(segments);
    }

    /**
     * Reads the entries, and the hard states of the log up to the end of their sequence: a commit index from behind a
     * later gap may count other entries. An entry may come again, with another term: it replaces the earlier one and all
     * that followed that.
     *
     * @param log the open segments
     * @throws IOException                                if a segment cannot be read, or if the visitor throws one
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public void read(OpenLog log, WalVisitor visitor, Progress progress) throws IOException {
        log.examine(segments.getLast(), covered, new Reader(this, visitor), progress);
    }

    private static final class Reader extends LogRuns {
        private final LogPiece piece;
        private final WalVisitor visitor;

        Reader(LogPiece piece, WalVisitor visitor) {
            this.piece = piece;
            this.visitor = visitor;
        }

        @Override
        void entry(EntryRun run, int number, WalRecord.Entry entry, WalPosition position) throws IOException {
            run.add(entry, 0);
            if (number == piece.run() && entry.index() >= piece.first() && entry.index() <= piece.last()) {
                visitor.record(entry, position);
            }
        }

        @Override
        void state(WalRecord.State state, int number, WalPosition position) throws IOException {
            if (number <= piece.run()) {
                visitor.record(state, position);
            }
        }
    }
}
