package org.etcdrecovery.core.wal;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.proto.WalFrame;
import org.jspecify.annotations.Nullable;

/**
 * Reads records whose frame or CRC is damaged and whose data proves itself: by their own CRC, because a record states
 * the length of its data too, or by the CRC of the next record, which covers the same data. It
 * stops to try in a segment that uses its budget up.
 */
final class RecordHealer {
    private static final int DATA_TAG = 0x1a;
    private static final int LEAST_DATA_TAG = 4;
    private static final int MOST_DATA_TAG = 10;

    private final RecordDecoder decoder;
    private @Nullable SegmentWindow current;
    private @Nullable SearchBudget budget;

    RecordHealer(RecordDecoder decoder) {
        this.decoder = decoder;
    }

    /**
     * A record that was healed.
     *
     * @param record the record
     * @param end    the file offset of the next header
     * @param found  what is damaged, worded for an operator
     */
    record Healed(WalRecord record, long end, String found) {}

    /**
     * Tries to heal the record at an offset.
     *
     * @param next the segment that follows; null behind the last one
     * @return null if nothing proves it, or if too much was tried in vain
     * @throws IOException if a segment cannot be read
     */
    @Nullable
    Healed heal(SegmentWindow segment, long offset, @Nullable SegmentWindow next) throws IOException {
        SearchBudget left = budgetOf(segment);
        if (left.isUsedUp()) {
            return null;
        }
        Candidate candidate = Candidate.unframed(segment, offset);
        if (candidate != null) {
            left.spend(2 * candidate.dataLength());
            WalRecord record = decoded(candidate.frame(segment), segment, offset);
            if (record != null) {
                return new Healed(record, candidate.end(), "a record whose length is damaged");
            }
            Healed healed = provenByNext(candidate, segment, next);
            if (healed != null) {
                return healed;
            }
        }
        Candidate other = byFrame(segment, offset);
        if (other == null || other.equals(candidate)) {
            return null;
        }
        left.spend(other.dataLength());
        return provenByNext(other, segment, next);
    }

    private SearchBudget budgetOf(SegmentWindow segment) {
        SearchBudget known = budget;
        if (known == null || segment != current) {
            known = new SearchBudget(segment);
            budget = known;
            current = segment;
        }
        return known;
    }

    /** The record as its frame and the length of its data delimit it, if the CRC between them is not a number. */
    private static @Nullable Candidate byFrame(SegmentWindow segment, long offset) throws IOException {
        if (offset + FrameHeader.SIZE > segment.size()) {
            return null;
        }
        FrameHeader header = FrameHeader.decode(segment.number(offset));
        long start = offset + FrameHeader.SIZE;
        if (header.recordLength() > SegmentReader.MAX_RECORD_LENGTH || header.recordLength() <= MOST_DATA_TAG
                || start + header.bodyLength() > segment.size()) {
            return null;
        }
        int length = (int) header.recordLength();
        ByteBuffer bytes = segment.bytes(start, Math.min(length, MOST_DATA_TAG + Long.BYTES));
        int type = bytes.get(1);
        for (int tag = LEAST_DATA_TAG; tag <= MOST_DATA_TAG; tag++) {
            if (bytes.get(tag) == DATA_TAG) {
                bytes.position(tag + 1);
                long data = Varints.read(bytes);
                if (data > 0 && bytes.position() + data == length) {
                    return new Candidate(offset, length, type, 0, start + bytes.position(), data, null);
                }
            }
        }
        return null;
    }

    private @Nullable Healed provenByNext(Candidate candidate, SegmentWindow segment, @Nullable SegmentWindow next)
            throws IOException {
        int crc = candidate.type() == RecordCodec.CRC
                ? decoder.crc()
                : segment.crcAfter(decoder.crc(), candidate.dataOffset(), candidate.dataLength());
        if (!isContinued(crc, segment, candidate.end(), next)) {
            return null;
        }
        WalFrame frame = candidate.frame(segment).toBuilder().setCrc(crc).build();
        WalRecord record = decoded(frame, segment, candidate.offset());
        return record == null ? null : new Healed(record, candidate.end(), "a record whose CRC is damaged");
    }

    private static boolean isContinued(int crc, SegmentWindow segment, long end, @Nullable SegmentWindow next)
            throws IOException {
        Candidate following = Candidate.framed(segment, end);
        if (following != null) {
            return following.continues(crc, segment);
        }
        if (next == null || end > segment.size() || segment.firstNonZero(end, segment.size()) != segment.size()) {
            return false;
        }
        Candidate first = Candidate.framed(next, 0);
        return first != null && first.type() == RecordCodec.CRC && first.crc() == crc;
    }

    private @Nullable WalRecord decoded(WalFrame frame, SegmentWindow segment, long offset) {
        try {
            return decoder.decode(frame, false, new WalPosition(segment.name(), offset));
        } catch (BadRecordException | MalformedDataException e) {
            return null;
        }
    }
}
