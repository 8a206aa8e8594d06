package org.etcdrecovery.core.wal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.progress.Work;
import org.etcdrecovery.core.wal.OrderedReader.Stop;
import org.etcdrecovery.core.wal.WalExamination.Kind;
import org.etcdrecovery.core.wal.WalVerdict.Behind;
import org.jspecify.annotations.Nullable;

/**
 * Reads a log that may be damaged, and judges its end. Unlike {@link WalReader}, which stops where a server stops, it
 * heals records that prove themselves, looks for records behind damage, and tells damage from a write that was not
 * completed. Memory holds the largest record, a name for each segment, and a limited number of places; the time grows
 * with the size of the log, whatever it holds, because a search that costs more ends and says where.
 */
public final class WalExaminer {
    private final List<SegmentWindow> segments = new ArrayList<>();
    private final List<SegmentName> names = new ArrayList<>();
    private final long covered;
    private final WalExaminationVisitor visitor;
    private final Work work;
    private final FlawList flaws = new FlawList();
    private final OrderedReader reader;
    private final RecordsBehind behind = new RecordsBehind();

    private @Nullable Stop stop;
    /** The number of the segment in which the reading stopped. */
    private int stopped;

    private WalExaminer(List<ByteSource> sources, long covered, WalExaminationVisitor visitor, Work work)
            throws MalformedDataException {
        for (ByteSource source : sources) {
            segments.add(new SegmentWindow(source));
            names.add(SegmentName.of(source));
        }
        this.covered = covered;
        this.visitor = visitor;
        this.work = work;
        reader = new OrderedReader(visitor, covered, flaws, new WalPosition(sources.getFirst().name(), 0),
                names.getFirst().index());
    }

    /**
     * Examines a log.
     *
     * @param segments its segments in order, from any of them to the last one; some may be missing between them. The
     *                 name of each source must end in its file name
     * @param covered  the index up to which the entries are known from elsewhere, unsigned: if no other is missing, the
     *                 reading goes on behind damage
     * @param visitor  receives the records
     * @param work     advanced by the bytes read, in total the sum of all sizes
     * @throws MalformedDataException                     if the name of a file is not that of a segment
     * @throws IOException                                if a segment cannot be read, or if the visitor throws one
     * @throws java.util.concurrent.CancellationException if the work is cancelled
     */
    public static WalExamination examine(List<ByteSource> segments, long covered, WalExaminationVisitor visitor,
            Work work) throws IOException {
        if (segments.isEmpty()) {
            throw new IllegalArgumentException("a log has at least one segment");
        }
        return new WalExaminer(segments, covered, visitor, work).examine();
    }

    private WalExamination examine() throws IOException {
        for (int i = 0; i < segments.size(); i++) {
            if (stop == null && isBehindGap(i)) {
                stop = new Stop(0, missing(i), 0, null, false);
                stopped = i;
            }
            examine(i);
            segments.get(i).release();
            work.advance(segments.get(i).size());
        }
        int next = stopped + (isBehindGap(stopped) ? 0 : 1);
        long named = stop == null || next >= names.size() ? 0 : names.get(next).index();
        boolean closed = stopped < segments.size() - 1 || (stopped > 0 && stop != null && stop.offset() == 0);
        Behind found = behind.deliver(visitor, named, closed);
        return new WalExamination(stop == null
                ? TailJudge.atRecord(segments.getLast(), reader.end())
                : verdict(stop, closed, found), flaws.list());
    }

    private boolean isBehindGap(int segment) {
        return segment > 0 && names.get(segment).sequence() != names.get(segment - 1).sequence() + 1;
    }

    /** The missing segments before one, in words. */
    private String missing(int segment) {
        long first = names.get(segment - 1).sequence() + 1;
        long last = names.get(segment).sequence() - 1;
        return first == last ? "number " + first : "numbers " + first + " to " + last;
    }

    /** Whether the reading stopped because segments are missing. */
    private boolean isGap(Stop at) {
        return isBehindGap(stopped) && at.from() == 0 && at.offset() == 0;
    }

    /** Reads a segment on from wherever nothing is missing. */
    private void examine(int i) throws IOException {
        SegmentWindow segment = segments.get(i);
        Resynchronization search = new Resynchronization(segment, work);
        search.start(0, null, reader.last());
        long from = stop == null ? 0 : resume(search, stop);
        while (from >= 0) {
            stop = reader.read(segment, from, isFollowed(i) ? segments.get(i + 1) : null);
            stopped = i;
            if (stop == null || nothingIsMissing(i, stop)) {
                return;
            }
            search.start(stop.from(), stop.before(), reader.last());
            from = resume(search, stop);
        }
    }

    private boolean isFollowed(int segment) {
        return segment < segments.size() - 1 && !isBehindGap(segment + 1);
    }

    /** Whether the segment that follows continues the last good record. */
    private boolean nothingIsMissing(int i, Stop found) throws IOException {
        Candidate first = isFollowed(i) ? Candidate.framed(segments.get(i + 1), 0) : null;
        if (first == null || first.type() != RecordCodec.CRC || first.crc() != reader.crc() || found.offset() == 0) {
            return false;
        }
        flaws.add(new WalPosition(segments.get(i).name(), found.offset()), Kind.REMAINS, found.found(), 0);
        stop = null;
        return true;
    }

    /** Where the reading goes on, because nothing is missing before it; negative if it does not go on. */
    private long resume(Resynchronization search, Stop at) throws IOException {
        for (Chain chain = search.next(); chain != null; chain = search.next()) {
            boolean next = at.noEntryLost() && chain.isFirstProven();
            EntryHead entry = chain.firstEntry();
            if (next || (entry != null && Long.compareUnsigned(entry.index() - 1, covered) <= 0)) {
                Candidate start = chain.start();
                reader.restart(chain.crcBefore());
                behind.clear();
                flaws.add(new WalPosition(segments.get(stopped).name(), at.offset()),
                        next ? Kind.NO_ENTRY_LOST : isGap(at) ? Kind.SEGMENTS_COVERED : Kind.COVERED, at.found(), 0);
                stop = null;
                return start.offset();
            }
            behind.add(chain);
        }
        WalPosition ended = search.ended();
        if (ended != null) {
            behind.endedAt(ended);
        }
        return -1;
    }

    private WalVerdict verdict(Stop at, boolean closed, Behind found) throws IOException {
        WalPosition position = new WalPosition(segments.get(stopped).name(), at.offset());
        if (isGap(at)) {
            return new WalVerdict.SegmentsMissing(reader.end(), names.get(stopped - 1).sequence() + 1,
                    names.get(stopped).sequence() - 1, found);
        }
        if (closed) {
            return new WalVerdict.SegmentDamaged(at.offset() == 0 ? reader.end() : position, at.found(), found);
        }
        WalVerdict tail = found.records() > 0
                ? new WalVerdict.Damaged(position, at.found(), found)
                : TailJudge.judge(segments.get(stopped), position, at.found());
        // The last record and foreign bytes are the last only if the search went to the end.
        return found.searchEnded() == null || tail instanceof WalVerdict.TornWrite
                || tail instanceof WalVerdict.CutShort
                        ? tail
                        : new WalVerdict.Damaged(position, at.found(), found);
    }
}
