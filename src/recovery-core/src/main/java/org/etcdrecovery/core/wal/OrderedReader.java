package org.etcdrecovery.core.wal;

import java.io.IOException;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.wal.RecordHealer.Healed;
import org.etcdrecovery.core.wal.WalExamination.Kind;
import org.jspecify.annotations.Nullable;

/** Reads the records that follow each other, healing those that prove themselves, until one is bad. */
final class OrderedReader {
    /** A segment begins with the CRC of those before it and the metadata. */
    private static final int HEADER_RECORDS = 2;

    private final WalVisitor visitor;
    private final long covered;
    private final RecordDecoder decoder = new RecordDecoder(true);
    private final RecordHealer healer = new RecordHealer(decoder);
    private final FlawList flaws;
    private EntryHead last;
    private long snapshot;
    private WalPosition end;

    /**
     * @param covered entries up to this index may be missing
     * @param start   the beginning of the first segment
     * @param index   the index of the first entry that it may hold
     */
    OrderedReader(WalVisitor visitor, long covered, FlawList flaws, WalPosition start, long index) {
        this.visitor = visitor;
        this.covered = covered;
        this.flaws = flaws;
        this.end = start;
        this.last = new EntryHead(0, Math.max(0, index - 1));
    }

    /**
     * Where the reading stopped.
     *
     * @param offset      the file offset of the bad record
     * @param found       what is there
     * @param from        where to look for records
     * @param before      the CRC before the record that may be there; null if it is not known
     * @param noEntryLost whether the bad record, which ends there, is no entry
     */
    record Stop(long offset, String found, long from, @Nullable Integer before, boolean noEntryLost) {}

    /**
     * Reads a segment.
     *
     * @param next the segment that follows; null behind the last one
     * @return where it stopped; null if the records end as they do in a sound segment
     */
    @Nullable
    Stop read(SegmentWindow segment, long from, @Nullable SegmentWindow next) throws IOException {
        SegmentReader reader = new SegmentReader(segment);
        reader.moveTo(from);
        // Within the segment; those at its beginning do not matter if it is read from somewhere else.
        int number = from == 0 ? 0 : HEADER_RECORDS;
        while (true) {
            WalPosition position = reader.position();
            int before = decoder.crc();
            String found = null;
            WalRecord record = null;
            try {
                Frame frame = reader.peek();
                if (frame != null && !frame.isAligned()) {
                    found = "a record with padding of a wrong length";
                } else if (frame != null) {
                    record = decoder.decode(frame, position);
                    reader.skip(frame);
                }
            } catch (BadRecordException e) {
                found = e.found();
            } catch (MalformedDataException e) {
                found = e.contrast();
            }
            if (record == null) {
                Healed healed = healer.heal(segment, position.offset(), next);
                if (healed == null) {
                    return found == null ? endOfRecords(segment, position.offset()) : stop(segment, position, found);
                }
                record = healed.record();
                flaws.add(position, Kind.HEALED, healed.found(),
                        record instanceof WalRecord.Entry entry ? entry.index() : 0);
                reader.moveTo(healed.end());
            }
            String misplaced = misplaced(record, number);
            if (misplaced != null) {
                flaws.add(position, Kind.WRONG_TYPE, misplaced, 0);
            }
            number++;
            if (isBehindGap(record)) {
                return new Stop(position.offset(), last.index() == 0
                        ? "an entry that is not the first"
                        : "an entry that does not follow entry " + Long.toUnsignedString(last.index()),
                        position.offset(), before, false);
            }
            accept(record, position, reader.position());
        }
    }

    /**
     * What a record is that is not in its place, in words; null if it is. The CRCs do not cover the type, and some records
     * differ in nothing else.
     */
    private static @Nullable String misplaced(WalRecord record, int number) {
        boolean crc = record instanceof WalRecord.Crc;
        return crc && number > 0
                ? "a CRC of earlier segments where none belongs"
                : !crc && number == 0
                        ? "no CRC of earlier segments at the beginning of one"
                        : number == 1 && !(record instanceof WalRecord.Metadata)
                                ? "no metadata at the beginning of a segment"
                                : null;
    }

    private static Stop stop(SegmentWindow segment, WalPosition position, String found) throws IOException {
        Candidate bad = Candidate.extent(segment, position.offset());
        if (bad != null && bad.type() == RecordCodec.CRC) {
            // It is the records before it that are missing.
            return new Stop(position.offset(), found, position.offset(), null, false);
        }
        return bad == null
                ? new Stop(position.offset(), found, position.offset() + FrameHeader.SIZE, null, false)
                : new Stop(position.offset(), found, bad.end(), bad.crc(), bad.type() != RecordCodec.ENTRY);
    }

    /** Behind the last record are only zeros. */
    private static @Nullable Stop endOfRecords(SegmentWindow segment, long offset) throws IOException {
        if (offset == 0) {
            return new Stop(0, "no record", FrameHeader.SIZE, null, false);
        }
        return segment.firstNonZero(offset, segment.size()) == segment.size()
                ? null
                : new Stop(offset, "zeros where the next record begins, followed by more data",
                        offset + FrameHeader.SIZE, null, false);
    }

    /** An index may only be skipped behind a snapshot from the leader, or if its entry is known from elsewhere. */
    private boolean isBehindGap(WalRecord record) {
        return record instanceof WalRecord.Entry entry
                && Long.compareUnsigned(entry.index(), last.index() + 1) > 0 && entry.index() != snapshot + 1
                && Long.compareUnsigned(entry.index() - 1, covered) > 0;
    }

    private void accept(WalRecord record, WalPosition position, WalPosition after) throws IOException {
        if (record instanceof WalRecord.Entry entry) {
            last = new EntryHead(entry.term(), entry.index());
        } else if (record instanceof WalRecord.Snapshot found) {
            snapshot = found.index();
        }
        flaws.countRecord();
        end = after;
        visitor.record(record, position);
    }

    /** Goes on behind damage. */
    void restart(int crc) {
        decoder.restart(crc);
    }

    /** The CRC of all records so far. */
    int crc() {
        return decoder.crc();
    }

    /** The last entry; of term 0 if none was read. */
    EntryHead last() {
        return last;
    }

    /** The end of the last good record. */
    WalPosition end() {
        return end;
    }
}
