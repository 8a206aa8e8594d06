package org.etcdrecovery.core.wal;

import java.io.IOException;
import org.etcdrecovery.core.wal.WalVerdict.CutShort;
import org.etcdrecovery.core.wal.WalVerdict.EndsWithFile;
import org.etcdrecovery.core.wal.WalVerdict.ForeignBytes;
import org.etcdrecovery.core.wal.WalVerdict.LastRecordBad;
import org.etcdrecovery.core.wal.WalVerdict.TornWrite;
import org.etcdrecovery.core.wal.WalVerdict.Whole;

/**
 * Judges the end of the last segment, behind which no record was found. In 3106 logs of killed writers and 100 of killed
 * servers, what followed an incomplete write was zeros alone, from a boundary between sectors on.
 */
final class TailJudge {
    private static final int SECTOR = 512;
    /** A record's type, CRC and the length of its data: a write may have been cut inside them. */
    private static final int HEAD = 16;

    private TailJudge() {}

    /** @param position the end of the last good record, behind which no byte differs from zero */
    static WalVerdict atRecord(SegmentWindow segment, WalPosition position) {
        return segment.size() - position.offset() < FrameHeader.SIZE
                ? new EndsWithFile(position)
                : new Whole(position);
    }

    /**
     * @param position the end of the last good record
     * @param found    what is there instead of a record
     */
    static WalVerdict judge(SegmentWindow segment, WalPosition position, String found) throws IOException {
        long start = position.offset();
        long end = segment.endOfNonZero(start);
        if (end == start) {
            return atRecord(segment, position);
        }
        if (segment.size() - start < FrameHeader.SIZE) {
            return incomplete(segment, position, end, segment.size() + 1, found);
        }
        long field = segment.number(start);
        FrameHeader header = FrameHeader.decode(field);
        if (field == 0 || header.recordLength() > SegmentReader.MAX_RECORD_LENGTH
                || FrameHeader.of((int) header.recordLength()).encode() != field) {
            return Candidate.head(segment, start) == null
                    ? new ForeignBytes(position, end - segment.firstNonZero(start, end))
                    : new LastRecordBad(position, found, end - start);
        }
        return isIncomplete(segment, start, end, header)
                ? incomplete(segment, position, end, start + FrameHeader.SIZE + header.bodyLength(), found)
                : new LastRecordBad(position, found, end - start);
    }

    /** Whether a record's beginning is sound and its end was not written. */
    private static boolean isIncomplete(SegmentWindow segment, long start, long end, FrameHeader header)
            throws IOException {
        long body = start + FrameHeader.SIZE;
        Candidate head = Candidate.head(segment, start);
        boolean sound = head == null ? end <= body + HEAD : head.bodyLength() == header.recordLength();
        long recordEnd = body + header.recordLength();
        boolean incomplete = body + header.bodyLength() > segment.size() || written(end) < recordEnd;
        // A log is created under another name, so its first record is never incomplete.
        return start > 0 && sound && incomplete && end <= recordEnd;
    }

    /**
     * Whether the rest of an incomplete record was never written, or is missing from the file. A server writes into
     * preallocated zeros, and behind them only with the last record of a segment.
     *
     * @param recordEnd where the record would end, with its padding
     */
    private static WalVerdict incomplete(SegmentWindow segment, WalPosition position, long end, long recordEnd,
            String found) {
        boolean isCut = recordEnd > segment.size() && segment.size() - written(end) < SECTOR
                && segment.size() < SegmentName.PREALLOCATED;
        return isCut
                ? new CutShort(position, segment.size() - position.offset())
                : new TornWrite(position, end - position.offset(), found);
    }

    /** The end of the sector that holds the last byte that is not zero. */
    private static long written(long end) {
        return (end + SECTOR - 1) / SECTOR * SECTOR;
    }
}
