package org.etcdrecovery.core.wal;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.etcdrecovery.core.proto.WalFrame;
import org.jspecify.annotations.Nullable;

/**
 * A place in a damaged segment that has the form of a record. Only the running CRC shows whether it is one: values may
 * contain such bytes too.
 *
 * @param offset     the file offset of its header
 * @param bodyLength the length of the record in bytes, without padding, as the record itself states it
 * @param type       the type of the record
 * @param crc        the CRC that the record states
 * @param dataOffset the file offset of its data
 * @param dataLength the length of the data in bytes
 * @param entry      the head of the entry; null if it is a record of another type
 */
record Candidate(long offset, long bodyLength, int type, int crc, long dataOffset, long dataLength,
        @Nullable EntryHead entry) {
    private static final int TYPE_TAG = 0x08;
    private static final int CRC_TAG = 0x10;
    private static final int DATA_TAG = 0x1a;
    /** Type, CRC and the length of the data, all with their tags and at their longest. */
    private static final int MAX_HEAD = 2 + 6 + 6;
    /** What records other than entries hold at most, which is the configuration of some 90 members. */
    private static final int MAX_SMALL_DATA = 1 << 10;

    /**
     * The record at an offset, if the header, the padding and the record agree about its length.
     *
     * @return null if there is none
     * @throws IOException if the segment cannot be read
     */
    static @Nullable Candidate framed(SegmentWindow segment, long offset) throws IOException {
        if (offset + FrameHeader.SIZE > segment.size()) {
            return null;
        }
        long field = segment.number(offset);
        FrameHeader header = FrameHeader.decode(field);
        // Cheap, and false almost everywhere.
        if (field == 0 || header.recordLength() > SegmentReader.MAX_RECORD_LENGTH
                || FrameHeader.of((int) header.recordLength()).encode() != field
                || offset + FrameHeader.SIZE + header.bodyLength() > segment.size()) {
            return null;
        }
        Candidate candidate = unframed(segment, offset);
        if (candidate == null || candidate.bodyLength != header.recordLength()) {
            return null;
        }
        long padding = candidate.dataOffset + candidate.dataLength;
        return segment.firstNonZero(padding, candidate.end()) == candidate.end() ? candidate : null;
    }

    /**
     * The record whose header is, or was, at an offset, if it ends within the segment. Its length is its own.
     *
     * @return null if there is none
     * @throws IOException if the segment cannot be read
     */
    static @Nullable Candidate unframed(SegmentWindow segment, long offset) throws IOException {
        Candidate candidate = head(segment, offset);
        if (candidate == null || candidate.end() > segment.size()) {
            return null;
        }
        return candidate.withContent(segment);
    }

    /**
     * The record at an offset, if its header and its own beginning agree about its length. It may reach past the end of
     * the segment, and its data may be anything.
     *
     * @return null if they do not agree
     * @throws IOException if the segment cannot be read
     */
    static @Nullable Candidate extent(SegmentWindow segment, long offset) throws IOException {
        Candidate candidate = offset + FrameHeader.SIZE > segment.size() ? null : head(segment, offset);
        return candidate != null
                && FrameHeader.of((int) candidate.bodyLength).encode() == segment.number(offset) ? candidate : null;
    }

    /**
     * The beginning of a record, which may reach past the end of the segment. Its data is not looked at.
     *
     * @return null if there is none
     * @throws IOException if the segment cannot be read
     */
    static @Nullable Candidate head(SegmentWindow segment, long offset) throws IOException {
        long start = offset + FrameHeader.SIZE;
        if (start >= segment.size()) {
            return null;
        }
        ByteBuffer bytes = segment.bytes(start, (int) Math.min(MAX_HEAD, segment.size() - start));
        if (bytes.remaining() < 2 || bytes.get() != TYPE_TAG) {
            return null;
        }
        int type = bytes.get();
        if (type < RecordCodec.METADATA || type > RecordCodec.SNAPSHOT
                || !bytes.hasRemaining() || bytes.get() != CRC_TAG) {
            return null;
        }
        long crc = Varints.read(bytes);
        if (crc < 0 || crc > 0xffff_ffffL) {
            return null;
        }
        if (type == RecordCodec.CRC) {
            return new Candidate(offset, bytes.position(), type, (int) crc, start + bytes.position(), 0, null);
        }
        if (!bytes.hasRemaining() || bytes.get() != DATA_TAG) {
            return null;
        }
        long length = Varints.read(bytes);
        if (length < 0 || length > SegmentReader.MAX_RECORD_LENGTH) {
            return null;
        }
        return new Candidate(offset, bytes.position() + length, type, (int) crc, start + bytes.position(), length,
                null);
    }

    /** Reads the data as far as its form can be checked; null if it is not the message that the type requires. */
    private @Nullable Candidate withContent(SegmentWindow segment) throws IOException {
        if (type == RecordCodec.ENTRY) {
            EntryHead head = EntryHead.read(segment, dataOffset, dataLength);
            return head == null ? null : new Candidate(offset, bodyLength, type, crc, dataOffset, dataLength, head);
        }
        if (dataLength > MAX_SMALL_DATA) {
            return null;
        }
        try {
            return RecordCodec.decode(frame(segment)).isPresent() ? this : null;
        } catch (InvalidProtocolBufferException e) {
            return null;
        }
    }

    /** The record as it is stored. */
    WalFrame frame(SegmentWindow segment) throws IOException {
        WalFrame.Builder frame = WalFrame.newBuilder().setType(type).setCrc(crc);
        if (type != RecordCodec.CRC) {
            frame.setData(ByteString.copyFrom(segment.bytes(dataOffset, (int) dataLength)));
        }
        return frame.build();
    }

    /** The file offset of the next header. */
    long end() {
        return offset + FrameHeader.SIZE + FrameHeader.of((int) bodyLength).bodyLength();
    }

    /** Whether this record follows one that ends with a CRC; a crc record repeats it. */
    boolean continues(int before, SegmentWindow segment) throws IOException {
        return type == RecordCodec.CRC
                ? crc == before
                : segment.crcAfter(before, dataOffset, dataLength) == crc;
    }
}
