package org.etcdrecovery.core.wal;

/**
 * The length field before every record, 8 bytes little-endian:
 *
 * <pre>
 * bits  0..55  length of the record in bytes
 * bits 56..58  zero bytes after it; they align the next field to 8 bytes, so it is never torn
 * bit  63      1 if there are any
 * </pre>
 *
 * A field of 0 ends the segment.
 *
 * @param recordLength the length of the record in bytes, below 2^56
 * @param padding      the number of zero bytes after it, 0 to 7
 */
record FrameHeader(long recordLength, int padding) {
    static final int SIZE = Long.BYTES;

    private static final int LENGTH_BITS = 56;
    private static final long LENGTH_MASK = (1L << LENGTH_BITS) - 1;
    private static final int PADDED = 0x80;
    private static final int PADDING_MASK = 0x7;

    /** The header of a record. */
    static FrameHeader of(int recordLength) {
        return new FrameHeader(recordLength, -recordLength & SIZE - 1);
    }

    static FrameHeader decode(long field) {
        int padding = field < 0 ? (int) (field >>> LENGTH_BITS) & PADDING_MASK : 0;
        return new FrameHeader(field & LENGTH_MASK, padding);
    }

    long encode() {
        return padding == 0 ? recordLength : recordLength | (long) (PADDED | padding) << LENGTH_BITS;
    }

    /** The length of the record and its padding in bytes. */
    long bodyLength() {
        return recordLength + padding;
    }
}
