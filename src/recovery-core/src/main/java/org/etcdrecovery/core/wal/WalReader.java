package org.etcdrecovery.core.wal;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.bytes.MalformedDataException.Kind;
import org.etcdrecovery.core.progress.Work;
import org.etcdrecovery.core.proto.WalFrame;
import org.jspecify.annotations.Nullable;

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
    private final RunningCrc crc = new RunningCrc();
    private boolean started;
    private WalRecord.@Nullable Metadata metadata;

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
            WalRecord record = decode(verify(frame, position), position);
            visitor.record(record, position);
            segment.skip(frame);
            work.advance(frame.length());
        }
    }

    /** The record of a frame, its CRC compared with the running one. */
    private WalFrame verify(Frame frame, WalPosition position) throws MalformedDataException, BadRecordException {
        WalFrame record;
        try {
            record = WalFrame.parseFrom(frame.record());
        } catch (InvalidProtocolBufferException e) {
            throw new BadRecordException("bytes that are not a record", frame.hasZeroSector());
        }
        if (record.getType() == RecordCodec.CRC) {
            // Reading may start at any segment, so there is nothing to compare the first CRC with.
            if (started && crc.value() != record.getCrc()) {
                throw damaged(position, "the CRC of the segments before, " + hex(crc.value()), hex(record.getCrc()));
            }
            started = true;
            crc.restart(record.getCrc());
        } else {
            crc.update(record.getData());
            if (crc.value() != record.getCrc()) {
                throw new BadRecordException("a record with the CRC " + hex(record.getCrc())
                        + " whose data has the CRC " + hex(crc.value()), frame.hasZeroSector());
            }
        }
        return record;
    }

    private WalRecord decode(WalFrame record, WalPosition position) throws MalformedDataException {
        WalRecord decoded;
        try {
            decoded = RecordCodec.decode(record).orElse(null);
        } catch (InvalidProtocolBufferException e) {
            throw damaged(position, "the data of a record of type " + record.getType(), "something else");
        }
        if (decoded == null) {
            throw new MalformedDataException(Kind.UNSUPPORTED_VERSION, position.file(), position.offset(),
                    "a record of a type that this program knows",
                    "type " + record.getType() + ", or an entry of an unknown type");
        }
        if (decoded instanceof WalRecord.Metadata found) {
            if (metadata != null && !metadata.equals(found)) {
                throw damaged(position, "more of the log of " + describe(metadata), describe(found));
            }
            metadata = found;
        }
        return decoded;
    }

    private static MalformedDataException damaged(WalPosition position, String expected, String found) {
        return MalformedDataException.damaged(position.file(), position.offset(), expected, found);
    }

    private static String hex(int value) {
        return HexFormat.of().toHexDigits(value);
    }

    private static String describe(WalRecord.Metadata metadata) {
        return "member " + Long.toHexString(metadata.memberId()) + " of cluster "
                + Long.toHexString(metadata.clusterId());
    }
}
