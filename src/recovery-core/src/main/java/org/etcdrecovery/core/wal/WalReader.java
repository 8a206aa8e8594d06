package org.etcdrecovery.core.wal;

import java.io.IOException;
import java.util.List;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.progress.Work;

/**
 * Reads a log in one pass, in constant memory, and stops where the decoder of etcd 3.7 stops.
 *
 * <p>It is stricter than that decoder if only damage explains the data: a gap after segment 0, or a segment before the
 * last one that is empty or cut off or whose running CRC ends at 0. Up to 3.6, etcd also treats a record as torn if a
 * flipped bit makes a length inside it too long, and drops it and everything after it; here, as in 3.7, that is damage.
 */
public final class WalReader {
    private final WalVisitor visitor;
    private final Work work;
    private final RecordDecoder decoder = new RecordDecoder(false);

    private WalReader(WalVisitor visitor, Work work) {
        this.visitor = visitor;
        this.work = work;
    }

    /**
     * Reads all records of the given segments.
     *
     * @param segments the segments of one log in order, from any of them to the last one, without gaps; the name of
     *                 each source must end in its file name
     * @param visitor  receives each good record, including those before damage
     * @param work     advanced by the bytes read, in total the sum of all sizes
     * @return where the log ends, and whether a torn write follows
     * @throws MalformedDataException                     if a file is not a segment, a segment is missing, or the log
     *                                                    is damaged
     * @throws IOException                                if a segment cannot be read, or if the visitor throws one
     * @throws java.util.concurrent.CancellationException if the work is cancelled
     */
    public static WalEnd read(List<ByteSource> segments, WalVisitor visitor, Work work) throws IOException {
        requireSequence(segments);
        WalReader reader = new WalReader(visitor, work);
        for (ByteSource segment : segments.subList(0, segments.size() - 1)) {
            reader.readClosed(new SegmentReader(segment));
        }
        return reader.readLast(new SegmentReader(segments.getLast()));
    }

    private static void requireSequence(List<ByteSource> segments) throws MalformedDataException {
        if (segments.isEmpty()) {
            throw new IllegalArgumentException("a log has at least one segment");
        }
        SegmentName previous = null;
        for (ByteSource segment : segments) {
            SegmentName name = SegmentName.of(segment);
            if (previous != null && name.sequence() != previous.sequence() + 1) {
                throw MalformedDataException.damaged(segment.name(), 0,
                        "the segment that follows " + previous.fileName(), name.fileName());
            }
            previous = name;
        }
    }

    private void readClosed(SegmentReader segment) throws IOException {
        try {
            readRecords(segment);
        } catch (BadRecordException e) {
            throw damaged(segment.position(), "a whole record, because another segment follows", e.found());
        }
        if (segment.position().offset() == 0) {
            throw damaged(segment.position(), "records, because another segment follows", "none");
        }
        work.advance(segment.remaining());
    }

    private WalEnd readLast(SegmentReader segment) throws IOException {
        String reason = "zeros where the next record begins, followed by more data";
        try {
            readRecords(segment);
        } catch (BadRecordException e) {
            if (!e.isTorn()) {
                throw damaged(segment.position(), "a whole record", e.found());
            }
            reason = e.found();
        }
        long dropped = segment.bytesUpToLastNonZero();
        work.advance(segment.remaining());
        return dropped == 0
                ? new WalEnd.Complete(segment.position())
                : new WalEnd.Torn(segment.position(), dropped, reason);
    }

    private void readRecords(SegmentReader segment) throws IOException, BadRecordException {
        for (Frame frame = segment.peek(); frame != null; frame = segment.peek()) {
            WalPosition position = segment.position();
            visitor.record(decoder.decode(frame, position), position);
            segment.skip(frame);
            work.advance(frame.length());
        }
    }

    private static MalformedDataException damaged(WalPosition position, String expected, String found) {
        return MalformedDataException.damaged(position.file(), position.offset(), expected, found);
    }
}
